/** Code of the sample's functions, as their authors would write it. */
export const tideGauges = `/**
 * Takes the readings that the gauges post every ten minutes and makes one event of each.
 */
async function onRequest(request, settings) {
  const body = request.json();
  if (request.headers.get("Authorization") !== \`Bearer \${settings.stationToken}\`) {
    throw new InvalidEventPayload("unknown station");
  }
  for (const reading of body.readings) {
    if (settings.stations.length && !settings.stations.includes(reading.station)) continue;
    Segment.track({
      event: "Water Level Read",
      anonymousId: \`gauge-\${reading.station}\`,
      timestamp: new Date(reading.at),
      properties: { station: reading.station, level_cm: Math.round(reading.level * 100), trend: reading.trend },
    });
  }
}
`;

export const portAuthority = `const crypto = require("crypto");

async function onRequest(request, settings) {
  const expected = crypto.createHmac("sha256", settings.sharedSecret).update(request.text()).digest("hex");
  if (request.headers.get("X-Harbour-Signature") !== expected) {
    throw new InvalidEventPayload("bad signature");
  }
  const notice = request.json();
  Segment.group({
    groupId: notice.berth,
    userId: notice.agent || "harbour-office",
    traits: { name: notice.berthName, closed: notice.kind === "closure", until: notice.until },
  });
}
`;

export const manifest = `// One line of the passenger manifest for every boarding; the harbour office wants them within the hour.
async function onTrack(event, settings) {
  if (event.event !== "Boarded") return;
  const { ship, gate, booking_id } = event.properties;
  const response = await fetch(\`https://\${settings.host}/manifests/\${encodeURIComponent(ship)}\`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: \`Bearer \${settings.officeToken}\` },
    body: JSON.stringify({ booking: booking_id, gate, at: event.timestamp }),
  });
  if (response.status >= 500 || response.status === 429) {
    throw new RetryError(\`harbour office answered \${response.status}\`);
  }
}

async function onIdentify(event) {
  throw new EventNotSupported("the manifest has no people, only bookings");
}
`;

export const signage = `async function onTrack(event, settings) {
\tconst board = settings.boards[event.properties.station];
\tif (!board) throw new DropEvent("no board at " + event.properties.station);

\tconst level = event.properties.level_cm;
\tconst text = level > Number(settings.warnAboveCm || 500) ? "HIGH WATER ⚠ " + level + " cm" : level + " cm";
\tawait fetch(board, { method: "PUT", body: JSON.stringify({ text, colour: "#0a5" }) });
}
`;

export const maskPassports = `// Passport and card numbers never leave the workspace, whatever a form sends.
const PASSPORT = /\\b[A-Z]{1,2}[0-9]{6,8}\\b/g;
const CARD = /\\b(?:[0-9][ -]?){13,19}\\b/g;

function clean(value) {
  if (typeof value === "string") return value.replace(PASSPORT, "%{passport}").replace(CARD, "\${card}");
  if (Array.isArray(value)) return value.map(clean);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item)]));
  }
  return value;
}

async function onTrack(event, settings) {
  return { ...event, properties: clean(event.properties) };
}

async function onIdentify(event, settings) {
  return { ...event, traits: clean(event.traits) };
}
`;

export const addRiver = `async function onTrack(event, settings) {
  const [country] = String(event.properties.from || "").split("-");
  const rivers = settings.riverByCountry || {};
  event.properties.river = rivers[country] || "unknown";
  return event;
}
`;

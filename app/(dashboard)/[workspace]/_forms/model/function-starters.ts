/** What a new function of each type starts from: the handlers that it may have, doing nothing yet. */
const starters: { readonly [resourceType: string]: string } = {
  SOURCE: `// Takes what is posted to the function's address and makes events of it.
async function onRequest(request, settings) {
  const body = request.json();
  Segment.track({
    event: "Event Received",
    userId: body.userId,
    properties: body,
  });
}
`,
  DESTINATION: `// Sends events to a service of yours.
async function onTrack(event, settings) {
  const response = await fetch("https://example.com/events", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(event),
  });
  if (response.status >= 500) throw new RetryError(\`answered \${response.status}\`);
}

async function onIdentify(event, settings) {
  throw new EventNotSupported("identify is not supported");
}
`,
  INSERT_DESTINATION: `// Changes events on their way to a destination.
async function onTrack(event, settings) {
  return event;
}

async function onIdentify(event, settings) {
  return event;
}
`,
  INSERT_SOURCE: `// Changes events as they come from a source.
async function onTrack(event, settings) {
  return event;
}
`,
};

/** The code after the type of a function was chosen: its starter, unless somebody has written code already. */
export function codeForType(code: string, resourceType: string): string {
  const untouched = code.trim() === "" || Object.values(starters).includes(code);
  return untouched ? (starters[resourceType] ?? code) : code;
}

import type { Example } from "./example";

export const sourceExamples: readonly Example[] = [
  { operation: "getWorkspace", keeps: { WORKSPACE_ID: '"workspace":{"id":"' } },
  { operation: "echo", query: { message: "hello" } },
  { operation: "echoPosted", query: { message: "hello" } },
  { operation: "createLabel", body: { label: { key: "example", value: "api", description: "Made by an example." } } },
  { operation: "listLabels" },
  {
    operation: "createSource",
    body: { slug: "api-example", enabled: true, metadataId: "IqDTy1TpoU", settings: {} },
    keeps: { SOURCE_ID: '"source":{"id":"' },
  },
  { operation: "listSources", query: { "pagination[count]": "5" } },
  { operation: "getSource" },
  { operation: "updateSource", body: { name: "API example", settings: { website_url: "https://example.com" } } },
  { operation: "addLabelsToSource", body: { labels: [{ key: "example", value: "api" }] } },
  { operation: "replaceLabelsInSource", body: { labels: [] } },
  { operation: "createWriteKeyForSource", body: {}, keeps: { WRITE_KEY: '"writeKeys":["' } },
];

/** The machine or its settings do not allow a start. The message says what to change; a stack would only hide it. */
export class StartError extends Error {
  override name = "StartError";
}

/** Keeps to one line what a page does before any other script has come. */
const remember = "addEventListener('input',({target})=>(window.earlyInput??=new WeakSet).add(target),true)";

/**
 * Goes into the head of every page: remembers which controls a person typed into, ticked or chose from, also before the
 * browser has taken over the form around them. `useEarlyInput` tells the form of it then.
 */
export function EarlyInputScript() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which has to run before everything else
  return <script dangerouslySetInnerHTML={{ __html: remember }} />;
}

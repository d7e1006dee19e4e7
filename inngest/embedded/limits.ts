/** The limits of a real Inngest server, kept so that a function behaves alike on both. */
export const MAX_STEPS = 1000;
export const MAX_STEP_BYTES = 4 * 1024 * 1024;
export const MAX_STATE_BYTES = 32 * 1024 * 1024;
/** A call that loses its process this often is thought to be what kills it. */
export const MAX_LOSSES = 5;

/** An environment for a child process: only what is named. Next's types ask for NODE_ENV in any environment; git does not. */
export const childEnvironment = (variables: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv =>
  variables as NodeJS.ProcessEnv;

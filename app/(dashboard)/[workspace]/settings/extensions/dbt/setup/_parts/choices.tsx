import { apiFor } from "@/app/_trpc/server";
import { loadConnectionChoice } from "../../../git-connections/_parts/load-choice";
import { loadRepositoryChoice } from "../../../git-connections/_parts/load-repository";
import { adapterName, databaseWord } from "../../_parts/words";
import { ConnectionStep } from "./connection-step";
import { ProjectStep } from "./project-step";
import { RepositoryStep } from "./repository-step";
import type { SetupState } from "./setup-state";
import { SourceStep } from "./source-step";

/** Each step's choices are fetched here, and the step itself gets plain data. */
interface StepProps {
  workspace: string;
  state: SetupState;
}

export async function ConnectionChoice({ workspace, state }: StepProps) {
  return <ConnectionStep workspace={workspace} state={state} {...(await loadConnectionChoice(workspace))} />;
}

export async function SourceChoice({ workspace, state }: StepProps) {
  const sources = await (await apiFor()).dbtModels.warehouseSources({ workspace });
  const options = sources.map(({ id, name, adapter, enabled }) => ({
    value: id,
    label: name,
    hint: enabled ? adapterName(adapter) : `${adapterName(adapter)}, disabled`,
  }));
  return <SourceStep workspace={workspace} state={state} options={options} />;
}

export async function RepositoryChoice({ workspace, state, connectionId }: StepProps & { connectionId: string }) {
  return (
    <RepositoryStep workspace={workspace} state={state} {...(await loadRepositoryChoice(workspace, connectionId))} />
  );
}

interface ProjectChoiceProps extends StepProps {
  connectionId: string;
  sourceId: string;
}

export async function ProjectChoice({ workspace, state, connectionId, sourceId }: ProjectChoiceProps) {
  const sources = await (await apiFor()).dbtModels.warehouseSources({ workspace });
  const source = sources.find(({ id }) => id === sourceId);
  if (!source) return <SourceChoice workspace={workspace} state={{ ...state, step: "source", source: null }} />;
  const { adapter, database } = source;
  return (
    <ProjectStep
      workspace={workspace}
      state={state}
      connectionId={connectionId}
      sourceId={sourceId}
      warehouse={{ adapter: adapterName(adapter), databaseLabel: databaseWord(adapter), database: database ?? "" }}
    />
  );
}

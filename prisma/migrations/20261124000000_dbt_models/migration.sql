-- CreateTable
CREATE TABLE "DbtProject" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "repositoryKey" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "dbtVersion" TEXT NOT NULL,
    "adapter" TEXT NOT NULL,
    "database" TEXT NOT NULL,
    "schema" TEXT NOT NULL,
    "targetName" TEXT NOT NULL,
    "vars" JSONB NOT NULL,
    "envCiphertext" BYTEA,
    "envKeyId" TEXT,
    "envNames" TEXT[],
    "webhookCiphertext" BYTEA NOT NULL,
    "webhookKeyId" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "settingsRevision" INTEGER NOT NULL DEFAULT 1,
    "commit" TEXT,
    "committedAt" TIMESTAMP(3),
    "loadedAt" TIMESTAMP(3),
    "loadedRunId" TEXT,
    "loadedRevision" INTEGER,
    "projectName" TEXT,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "seenCommit" TEXT,
    "checkedAt" TIMESTAMP(3),
    "nextCheckAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failure" JSONB,
    "failedRunId" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "DbtProject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DbtNode" (
    "projectId" TEXT NOT NULL,
    "uniqueId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "resourceType" TEXT NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "packageName" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "materialized" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "group" TEXT,
    "tags" TEXT[],
    "version" TEXT,
    "isLatest" BOOLEAN NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "relationName" TEXT,
    "state" TEXT NOT NULL,
    "stateReason" TEXT,
    "search" TEXT NOT NULL,
    "dependsOn" TEXT[],
    "columnCount" INTEGER NOT NULL,
    "columnsComplete" BOOLEAN NOT NULL,
    "node" JSONB NOT NULL,
    "columns" JSONB NOT NULL,
    "compiledSql" TEXT,
    "problems" JSONB NOT NULL,

    CONSTRAINT "DbtNode_pkey" PRIMARY KEY ("projectId","uniqueId")
);

-- CreateTable
CREATE TABLE "DbtRun" (
    "id" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "actorLabel" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "phases" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "notes" JSONB NOT NULL,
    "failure" JSONB,
    "repository" JSONB NOT NULL,
    "commit" TEXT,
    "previousCommit" TEXT,
    "problems" JSONB NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "DbtRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DbtRunChange" (
    "runId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "uniqueId" TEXT NOT NULL,
    "previousId" TEXT,
    "name" TEXT NOT NULL,
    "resourceType" TEXT NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "DbtRunChange_pkey" PRIMARY KEY ("runId","position")
);

-- CreateTable
CREATE TABLE "DbtManifest" (
    "projectId" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "commit" TEXT,
    "content" BYTEA NOT NULL,
    "uploadedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uploadedBy" TEXT NOT NULL,

    CONSTRAINT "DbtManifest_pkey" PRIMARY KEY ("projectId")
);

-- CreateIndex
CREATE UNIQUE INDEX "DbtProject_workspaceId_name_key" ON "DbtProject"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "DbtProject_connectionId_idx" ON "DbtProject"("connectionId");

-- CreateIndex
CREATE INDEX "DbtProject_enabled_nextCheckAt_idx" ON "DbtProject"("enabled", "nextCheckAt");

-- CreateIndex
CREATE INDEX "DbtNode_projectId_resourceType_name_idx" ON "DbtNode"("projectId", "resourceType", "name");

-- CreateIndex
CREATE INDEX "DbtNode_dependsOn_idx" ON "DbtNode" USING GIN ("dependsOn");

-- CreateIndex
CREATE INDEX "DbtRun_projectId_requestedAt_id_idx" ON "DbtRun"("projectId", "requestedAt", "id");

-- AddForeignKey
ALTER TABLE "DbtProject" ADD CONSTRAINT "DbtProject_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DbtProject" ADD CONSTRAINT "DbtProject_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "GitConnection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DbtNode" ADD CONSTRAINT "DbtNode_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "DbtProject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DbtRun" ADD CONSTRAINT "DbtRun_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "DbtProject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DbtRunChange" ADD CONSTRAINT "DbtRunChange_runId_fkey" FOREIGN KEY ("runId") REFERENCES "DbtRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DbtManifest" ADD CONSTRAINT "DbtManifest_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "DbtProject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

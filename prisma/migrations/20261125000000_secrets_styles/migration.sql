ALTER TABLE "Workspace" ADD COLUMN "secretsStyle" TEXT NOT NULL DEFAULT 'masked';

ALTER TABLE "Resource" ADD COLUMN "missingSecrets" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

ALTER TABLE "ChangeRecord" ADD COLUMN "secretPaths" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

CREATE TABLE "GitSyncHeldBack" (
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "attribute" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GitSyncHeldBack_pkey" PRIMARY KEY ("workspaceId","kind","resourceId")
);

CREATE INDEX "GitSyncHeldBack_workspaceId_at_idx" ON "GitSyncHeldBack"("workspaceId", "at");

ALTER TABLE "GitSyncHeldBack" ADD CONSTRAINT "GitSyncHeldBack_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "GitSync"("workspaceId") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Resource" ADD COLUMN "extra" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "CreateRequest" (
    "workspaceId" TEXT NOT NULL,
    "requestKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CreateRequest_pkey" PRIMARY KEY ("workspaceId","requestKey")
);

CREATE TABLE "SourceWriteKey" (
    "key" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'source',
    "sourceId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SourceWriteKey_pkey" PRIMARY KEY ("key")
);

CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");
CREATE INDEX "ApiToken_workspaceId_createdAt_idx" ON "ApiToken"("workspaceId", "createdAt");
CREATE INDEX "CreateRequest_workspaceId_kind_id_idx" ON "CreateRequest"("workspaceId", "kind", "id");
CREATE INDEX "SourceWriteKey_workspaceId_kind_sourceId_idx" ON "SourceWriteKey"("workspaceId", "kind", "sourceId");

ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "CreateRequest" ADD CONSTRAINT "CreateRequest_workspaceId_kind_id_fkey" FOREIGN KEY ("workspaceId", "kind", "id") REFERENCES "Resource"("workspaceId", "kind", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SourceWriteKey" ADD CONSTRAINT "SourceWriteKey_workspaceId_kind_sourceId_fkey" FOREIGN KEY ("workspaceId", "kind", "sourceId") REFERENCES "Resource"("workspaceId", "kind", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Sources that were made before keys were kept get one each.
INSERT INTO "SourceWriteKey" ("key", "workspaceId", "sourceId")
SELECT replace(gen_random_uuid()::text, '-', ''), "workspaceId", "id" FROM "Resource" WHERE "kind" = 'source';

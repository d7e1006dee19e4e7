-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("provider","subject")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInAttempt" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "id" BIGSERIAL NOT NULL,

    CONSTRAINT "SignInAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "permissions" JSONB NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "invitedBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "executor_event" (
    "seq" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "routed_at" TIMESTAMPTZ(6),

    CONSTRAINT "executor_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "executor_run" (
    "id" TEXT NOT NULL,
    "function_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'scheduled',
    "event_id" TEXT NOT NULL,
    "events" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT -1,
    "racing" BOOLEAN NOT NULL DEFAULT false,
    "step_count" INTEGER NOT NULL DEFAULT 0,
    "state_bytes" BIGINT NOT NULL DEFAULT 0,
    "order_at" TIMESTAMPTZ(6) NOT NULL,
    "concurrency_keys" TEXT[],
    "concurrency_limits" INTEGER[],
    "singleton_key" TEXT,
    "parent_run_id" TEXT,
    "parent_step_id" TEXT,
    "finish_within_ms" BIGINT,
    "cancel_at" TIMESTAMPTZ(6),
    "output" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),

    CONSTRAINT "executor_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "executor_step" (
    "run_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "memo" TEXT,
    "position" INTEGER,
    "due_at" TIMESTAMPTZ(6),
    "wait_event" TEXT,
    "wait_if" TEXT,

    CONSTRAINT "executor_step_pkey" PRIMARY KEY ("run_id","step_id")
);

-- CreateTable
CREATE TABLE "executor_job" (
    "run_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "function_id" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "losses" INTEGER NOT NULL DEFAULT 0,
    "again" BOOLEAN NOT NULL DEFAULT false,
    "run_at" TIMESTAMPTZ(6) NOT NULL,
    "order_at" TIMESTAMPTZ(6) NOT NULL,
    "concurrency_keys" TEXT[],
    "concurrency_limits" INTEGER[],
    "lease_token" TEXT,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(6),

    CONSTRAINT "executor_job_pkey" PRIMARY KEY ("run_id","step_id")
);

-- CreateTable
CREATE TABLE "executor_gather" (
    "function_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "events" TEXT[],
    "first_at" TIMESTAMPTZ(6) NOT NULL,
    "fire_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "executor_gather_pkey" PRIMARY KEY ("function_id","key")
);

-- CreateTable
CREATE TABLE "executor_limit" (
    "key" TEXT NOT NULL,
    "arrival_ms" DOUBLE PRECISION NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "executor_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "executor_cron" (
    "function_id" TEXT NOT NULL,
    "expression" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "executor_cron_pkey" PRIMARY KEY ("function_id","expression")
);

-- CreateTable
CREATE TABLE "GitConnection" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "username" TEXT,
    "secretCiphertext" BYTEA NOT NULL,
    "keyId" TEXT NOT NULL,
    "secretHint" TEXT NOT NULL,
    "secretSetAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publicKey" TEXT,
    "fingerprint" TEXT,
    "confirmedHostKeys" TEXT[],
    "health" TEXT NOT NULL DEFAULT 'unknown',
    "failure" JSONB,
    "lastTest" JSONB,
    "lastTestedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "GitConnection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GitSync" (
    "workspaceId" TEXT NOT NULL,
    "connectionId" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "repositoryKey" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "cursorSeq" BIGINT NOT NULL DEFAULT 0,
    "tip" TEXT,
    "wokenAt" TIMESTAMP(3),
    "waitingUntil" TIMESTAMP(3),
    "lastPushAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failedRunId" TEXT,
    "retryAt" TIMESTAMP(3),
    "failure" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "GitSync_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "GitSyncRun" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "actorLabel" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "phases" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "notes" JSONB NOT NULL,
    "failure" JSONB,
    "repository" JSONB NOT NULL,
    "requestedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "GitSyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GitSyncCommit" (
    "runId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "sha" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "seq" BIGINT,
    "files" INTEGER NOT NULL,
    "pushedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GitSyncCommit_pkey" PRIMARY KEY ("runId","position")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "changeSeq" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resource" (
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "naturalKey" TEXT,
    "enabled" BOOLEAN,
    "catalogId" TEXT,
    "labels" TEXT[],
    "state" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL,

    CONSTRAINT "Resource_pkey" PRIMARY KEY ("workspaceId","kind","id")
);

-- CreateTable
CREATE TABLE "ResourceReference" (
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "attribute" TEXT NOT NULL,
    "targetKind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,

    CONSTRAINT "ResourceReference_pkey" PRIMARY KEY ("workspaceId","kind","id","attribute","targetKind","targetId")
);

-- CreateTable
CREATE TABLE "ResourceSecret" (
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "ciphertext" BYTEA NOT NULL,
    "keyId" TEXT NOT NULL,
    "setAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ResourceSecret_pkey" PRIMARY KEY ("workspaceId","kind","id","path")
);

-- CreateTable
CREATE TABLE "ChangeRecord" (
    "workspaceId" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "actorType" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorLabel" TEXT NOT NULL,
    "actorEmail" TEXT NOT NULL,
    "actorName" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "auditEventId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChangeRecord_pkey" PRIMARY KEY ("workspaceId","seq")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "type" TEXT NOT NULL,
    "actorType" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "actorLabel" TEXT NOT NULL,
    "actorEmail" TEXT,
    "resourceType" TEXT NOT NULL,
    "resourceId" TEXT NOT NULL,
    "resourceName" TEXT NOT NULL,
    "detail" JSONB NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE INDEX "Identity_accountId_idx" ON "Identity"("accountId");

-- CreateIndex
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- CreateIndex
CREATE INDEX "SignInAttempt_key_at_idx" ON "SignInAttempt"("key", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_tokenHash_key" ON "Invite"("tokenHash");

-- CreateIndex
CREATE INDEX "Invite_workspaceId_createdAt_idx" ON "Invite"("workspaceId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "executor_event_id_key" ON "executor_event"("id");

-- CreateIndex
CREATE INDEX "executor_event_routed_at_seq_idx" ON "executor_event"("routed_at", "seq");

-- CreateIndex
CREATE INDEX "executor_run_function_id_ended_at_idx" ON "executor_run"("function_id", "ended_at");

-- CreateIndex
CREATE INDEX "executor_run_event_id_idx" ON "executor_run"("event_id");

-- CreateIndex
CREATE INDEX "executor_run_singleton_key_idx" ON "executor_run"("singleton_key");

-- CreateIndex
CREATE INDEX "executor_run_cancel_at_idx" ON "executor_run"("cancel_at");

-- CreateIndex
CREATE INDEX "executor_run_ended_at_idx" ON "executor_run"("ended_at");

-- CreateIndex
CREATE INDEX "executor_step_due_at_idx" ON "executor_step"("due_at");

-- CreateIndex
CREATE INDEX "executor_step_wait_event_idx" ON "executor_step"("wait_event");

-- CreateIndex
CREATE INDEX "executor_job_run_at_idx" ON "executor_job"("run_at");

-- CreateIndex
CREATE INDEX "executor_job_lease_until_idx" ON "executor_job"("lease_until");

-- CreateIndex
CREATE INDEX "executor_gather_fire_at_idx" ON "executor_gather"("fire_at");

-- CreateIndex
CREATE INDEX "executor_limit_expires_at_idx" ON "executor_limit"("expires_at");

-- CreateIndex
CREATE INDEX "executor_cron_next_at_idx" ON "executor_cron"("next_at");

-- CreateIndex
CREATE INDEX "GitConnection_keyId_idx" ON "GitConnection"("keyId");

-- CreateIndex
CREATE UNIQUE INDEX "GitConnection_workspaceId_name_key" ON "GitConnection"("workspaceId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "GitSync_repositoryKey_branch_path_key" ON "GitSync"("repositoryKey", "branch", "path");

-- CreateIndex
CREATE INDEX "GitSyncRun_workspaceId_requestedAt_id_idx" ON "GitSyncRun"("workspaceId", "requestedAt", "id");

-- CreateIndex
CREATE INDEX "GitSyncCommit_workspaceId_seq_idx" ON "GitSyncCommit"("workspaceId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_slug_key" ON "Workspace"("slug");

-- CreateIndex
CREATE INDEX "Resource_workspaceId_kind_title_id_idx" ON "Resource"("workspaceId", "kind", "title", "id");

-- CreateIndex
CREATE INDEX "Resource_workspaceId_kind_updatedAt_id_idx" ON "Resource"("workspaceId", "kind", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Resource_kind_naturalKey_idx" ON "Resource"("kind", "naturalKey");

-- CreateIndex
CREATE UNIQUE INDEX "Resource_workspaceId_kind_naturalKey_key" ON "Resource"("workspaceId", "kind", "naturalKey");

-- CreateIndex
CREATE INDEX "ResourceReference_workspaceId_targetKind_targetId_idx" ON "ResourceReference"("workspaceId", "targetKind", "targetId");

-- CreateIndex
CREATE INDEX "ResourceSecret_keyId_idx" ON "ResourceSecret"("keyId");

-- CreateIndex
CREATE INDEX "ChangeRecord_workspaceId_kind_resourceId_seq_idx" ON "ChangeRecord"("workspaceId", "kind", "resourceId", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_workspaceId_at_id_idx" ON "AuditEvent"("workspaceId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_workspaceId_resourceType_resourceId_at_idx" ON "AuditEvent"("workspaceId", "resourceType", "resourceId", "at");

-- AddForeignKey
ALTER TABLE "Identity" ADD CONSTRAINT "Identity_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GitConnection" ADD CONSTRAINT "GitConnection_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GitSync" ADD CONSTRAINT "GitSync_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GitSync" ADD CONSTRAINT "GitSync_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "GitConnection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GitSyncRun" ADD CONSTRAINT "GitSyncRun_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GitSyncCommit" ADD CONSTRAINT "GitSyncCommit_runId_fkey" FOREIGN KEY ("runId") REFERENCES "GitSyncRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Resource" ADD CONSTRAINT "Resource_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceReference" ADD CONSTRAINT "ResourceReference_workspaceId_kind_id_fkey" FOREIGN KEY ("workspaceId", "kind", "id") REFERENCES "Resource"("workspaceId", "kind", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResourceSecret" ADD CONSTRAINT "ResourceSecret_workspaceId_kind_id_fkey" FOREIGN KEY ("workspaceId", "kind", "id") REFERENCES "Resource"("workspaceId", "kind", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChangeRecord" ADD CONSTRAINT "ChangeRecord_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The audit trail is append-only. Rules and a function of one expression instead of a trigger: no statement holds an inner semicolon.
CREATE FUNCTION tributary_refuse(reason text) RETURNS integer LANGUAGE sql VOLATILE AS 'SELECT CAST(reason AS integer)';
CREATE RULE "AuditEvent_no_update" AS ON UPDATE TO "AuditEvent" DO INSTEAD SELECT tributary_refuse('the audit trail is append-only');
CREATE RULE "AuditEvent_no_delete" AS ON DELETE TO "AuditEvent" DO INSTEAD SELECT tributary_refuse('the audit trail is append-only');

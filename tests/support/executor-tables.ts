/** The tables of the embedded executor, as `prisma migrate diff` writes them from prisma/schema/executor.prisma. */
export const EXECUTOR_TABLES = `

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

`;

-- AlterTable
ALTER TABLE "DbtProject" ADD COLUMN     "warehouseCheck" JSONB;

-- CreateTable
CREATE TABLE "DbtDescription" (
    "projectId" TEXT NOT NULL,
    "uniqueId" TEXT NOT NULL,
    "relationName" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "found" BOOLEAN NOT NULL,
    "describedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DbtDescription_pkey" PRIMARY KEY ("projectId","uniqueId")
);

-- AddForeignKey
ALTER TABLE "DbtDescription" ADD CONSTRAINT "DbtDescription_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "DbtProject"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Lists are ordered by the bytes of their titles, the same on every server: the index must be in that order to be used.
ALTER TABLE "Resource" ALTER COLUMN "title" TYPE TEXT COLLATE "C";

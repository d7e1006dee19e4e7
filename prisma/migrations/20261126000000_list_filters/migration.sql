-- What a list can be narrowed to is counted without reading its rows: types from the index alone, labels from labelled rows.
CREATE INDEX "Resource_workspaceId_kind_catalogId_idx" ON "Resource"("workspaceId", "kind", "catalogId");

CREATE INDEX "Resource_labelled_idx" ON "Resource"("workspaceId", "kind") WHERE cardinality("labels") > 0;

/** Words that begin a clause behind the select list. */
export const CLAUSES = new Set(
  "FROM WHERE GROUP HAVING ORDER LIMIT QUALIFY WINDOW UNION INTERSECT EXCEPT MINUS OFFSET FETCH CLUSTER DISTRIBUTE SORT LATERAL FOR".split(
    " ",
  ),
);

/** Clause words that are also common column names. */
export const SOFT_CLAUSES = new Set("OFFSET WINDOW MINUS CLUSTER SORT FOR LIMIT".split(" "));

export const JOINS = new Set("JOIN INNER LEFT RIGHT FULL CROSS NATURAL ASOF SEMI ANTI OUTER POSITIONAL".split(" "));

/** Words that can follow a relation and so are no alias of it. */
export const NOT_ALIASES = new Set([
  ...CLAUSES,
  ...JOINS,
  ..."ON USING AS TABLESAMPLE SAMPLE PIVOT UNPIVOT MATCH_RECOGNIZE AT BEFORE CHANGES WITH SET START CONNECT MATCH_CONDITION".split(
    " ",
  ),
]);

/** Words that end a type or a literal, which are no alias either. */
export const TYPE_WORDS = new Set(
  (
    "INT INTEGER BIGINT SMALLINT TINYINT LONG SHORT TEXT STRING VARCHAR CHAR CHARACTER NUMERIC DECIMAL NUMBER FLOAT FLOAT64 INT64 DOUBLE " +
    "PRECISION REAL BOOLEAN BOOL DATE TIME TIMESTAMP TIMESTAMPTZ TIMESTAMP_NTZ TIMESTAMP_TZ TIMESTAMP_LTZ DATETIME VARIANT ARRAY OBJECT JSON " +
    "JSONB UUID INTERVAL BYTES BINARY SUPER END NULL TRUE FALSE VARYING ZONE"
  ).split(" "),
);

/** Words inside an expression behind which an identifier is no alias. */
export const EXPRESSION_WORDS = new Set(
  "AND OR NOT IS IN LIKE ILIKE THEN ELSE WHEN CASE BETWEEN DISTINCT INTERVAL".split(" "),
);

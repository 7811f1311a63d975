import type { Migration } from './migration.ts'

/**
 * Ids of purchases, behaviours and contacts say where the row came from: id = import * 2^34 + line * 4 + event, so they
 * ascend in the order of import and file. Times are seconds of the shop's wall clock since 1970-01-01T00:00. Keys of
 * customers and of the other dictionaries are unique because imports look them up in memory; an index that held them
 * unique once more would take a tenth of an import's time.
 */
export const tables: Migration = {
  version: 1,
  name: 'tables',
  up: (database) => {
    database.exec(`
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE imports(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sheet TEXT,
  size_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  mapping TEXT NOT NULL,
  read_as TEXT NOT NULL,
  imported_at_ms INTEGER NOT NULL,
  undone_at_ms INTEGER,
  rows_read INTEGER NOT NULL,
  rows_accepted INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL,
  rows_duplicate INTEGER NOT NULL,
  rows_blank INTEGER NOT NULL,
  report TEXT NOT NULL
) STRICT;

CREATE TABLE rejects(
  id INTEGER PRIMARY KEY,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  column_name TEXT NOT NULL,
  sample TEXT NOT NULL,
  raw TEXT NOT NULL,
  amount_minor INTEGER NOT NULL
) STRICT;

CREATE TABLE customers(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;

CREATE TABLE products(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE categories(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE channels(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE events(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE campaigns(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE variants(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;
CREATE TABLE attributes(id INTEGER PRIMARY KEY, key TEXT NOT NULL) STRICT;

CREATE TABLE purchases(
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  time_seconds INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  quantity REAL,
  product_id INTEGER,
  category_id INTEGER,
  channel_id INTEGER,
  flags INTEGER NOT NULL,
  order_key TEXT,
  line_key TEXT
) STRICT;

CREATE TABLE superseded_purchases(
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  time_seconds INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  quantity REAL,
  product_id INTEGER,
  category_id INTEGER,
  channel_id INTEGER,
  flags INTEGER NOT NULL,
  order_key TEXT,
  line_key TEXT,
  superseded_by INTEGER NOT NULL
) STRICT;

CREATE TABLE behaviours(
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  time_seconds INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  product_id INTEGER,
  category_id INTEGER,
  channel_id INTEGER,
  flags INTEGER NOT NULL
) STRICT;

CREATE TABLE contacts(
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  time_seconds INTEGER NOT NULL,
  channel_id INTEGER,
  variant_id INTEGER,
  control INTEGER,
  cost_minor INTEGER,
  coupon_face_minor INTEGER,
  delivered INTEGER,
  opened INTEGER,
  clicked INTEGER,
  redeemed INTEGER,
  flags INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_by_customer ON contacts(customer_id);

CREATE TABLE superseded_contacts(
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  campaign_id INTEGER NOT NULL,
  time_seconds INTEGER NOT NULL,
  channel_id INTEGER,
  variant_id INTEGER,
  control INTEGER,
  cost_minor INTEGER,
  coupon_face_minor INTEGER,
  delivered INTEGER,
  opened INTEGER,
  clicked INTEGER,
  redeemed INTEGER,
  flags INTEGER NOT NULL,
  superseded_by INTEGER NOT NULL
) STRICT;

CREATE TABLE customer_attributes(
  customer_id INTEGER NOT NULL,
  attribute_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY(customer_id, attribute_id, import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_chunks(
  ledger TEXT NOT NULL,
  first_customer INTEGER NOT NULL,
  n_customers INTEGER NOT NULL,
  n_events INTEGER NOT NULL,
  n_orders INTEGER NOT NULL,
  n_active_customers INTEGER NOT NULL,
  first_day INTEGER,
  last_day INTEGER,
  PRIMARY KEY(ledger, first_customer)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_columns(
  id INTEGER PRIMARY KEY,
  ledger TEXT NOT NULL,
  first_customer INTEGER NOT NULL,
  name TEXT NOT NULL,
  n INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  base REAL NOT NULL,
  crc INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX ledger_columns_by_name ON ledger_columns(ledger, name, first_customer);

CREATE TABLE saved_mappings(
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  headers TEXT NOT NULL,
  mapping TEXT NOT NULL
) STRICT;
CREATE TABLE rfm_schemes(key TEXT PRIMARY KEY, scheme TEXT NOT NULL) STRICT;
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE runs(
  id TEXT PRIMARY KEY,
  engine TEXT NOT NULL,
  engine_version TEXT NOT NULL,
  parameters TEXT NOT NULL,
  seed INTEGER,
  revision INTEGER NOT NULL,
  ran_at_ms INTEGER NOT NULL,
  summary TEXT NOT NULL
) STRICT;
CREATE TABLE scenarios(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  scenario TEXT NOT NULL,
  signed_off_at_ms INTEGER,
  changed_at_ms INTEGER NOT NULL
) STRICT;
`)
  },
}

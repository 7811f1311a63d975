/** Versions of the engines, shown with every number they make. Raised when a result can change. */
export const ENGINE_VERSIONS = {
  ingest: '1.0.0',
  ledger: '1.0.0',
  rfm: '1.0.0',
  churn: '1.1.0',
  lifetime: '1.0.0',
  northstar: '1.0.0',
  winback: '1.2.0',
  silent: '1.0.0',
  interventions: '1.0.0',
} as const

import type { Evidence } from '../../shared/contract/import.ts'

/** Reasons in the machine's own terms: codes for scripts, with their values. */
export function evidenceText(evidence: readonly Evidence[]): string {
  return evidence.map(evidenceItem).join('; ')
}

function evidenceItem({ code, values }: Evidence): string {
  const facts = Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)
  return facts.length === 0 ? code : `${code} (${facts.join(', ')})`
}

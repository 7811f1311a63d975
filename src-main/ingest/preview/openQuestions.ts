import type { Evidence, ProposedField } from '../../../shared/contract/import.ts'
import { sourceColumns, REQUIRED_FIELDS, type FileKind } from '../../../shared/contract/mapping.ts'
import { READY, type Proposal } from './proposal.ts'

const SURE_OF_KIND = 0.5

/** Required fields that are missing or not certain enough, and a kind that is not. */
export function weakFields(
  proposal: Proposal,
  kindConfidence: number,
  chosen: FileKind | undefined,
): Evidence[] {
  const open: Evidence[] = []
  for (const field of REQUIRED_FIELDS[proposal.kind]) {
    const found = proposal.fields.find((one) => one.field === field)
    if (found === undefined) open.push({ code: 'missing-field', values: { field } })
    else if (found.confidence < READY) open.push(weakness(found, proposal.open))
  }
  if (chosen === undefined && kindConfidence < SURE_OF_KIND)
    open.push({ code: 'kind-uncertain', values: { kind: proposal.kind } })
  return open
}

function weakness(field: ProposedField, already: readonly Evidence[]): Evidence {
  const column = sourceColumns(field.source).join(' x ')
  const found = (code: string, among = field.evidence): Evidence | undefined =>
    among.find((one) => one.code.startsWith(code))
  if (field.field === 'customer')
    return found('customer-masked') ?? { code: 'customer-weak', values: { column } }
  if (field.field === 'time') return found('time-weak', already) ?? { code: 'time-weak', values: { column } }
  const events = field.field === 'event' ? found('events-', already) : undefined
  return events ?? found('name-similar') ?? { code: 'name-similar', values: { column } }
}

/** Each question once. */
export function distinctEvidence(all: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>()
  return all.filter((one) => !seen.has(JSON.stringify(one)) && seen.add(JSON.stringify(one)))
}

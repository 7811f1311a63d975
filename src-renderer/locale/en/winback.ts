import type { InputProblem } from '../../../shared/contract/winbackFields.ts'

/** What is wrong with one value of a plan. */
export const problems = {
  missing: '{path} is missing[[; allowed: {allowed}]]',
  'wrong-type': '{path} cannot be read[[; allowed: {allowed}]][[, given: {given}]]',
  'out-of-range': '{path} is out of range[[; allowed: {allowed}]][[, given: {given}]]',
  'unknown-key': '{path} is not a field of this file',
  'unknown-name': '{path} names something unknown[[; known: {allowed}]][[, given: {given}]]',
  'duplicate-name': '{path} has a name that another one has[[: {given}]]',
  empty: '{path} is empty[[; allowed: {allowed}]]',
  'both-given': '{path}: only one of these may be given[[: {allowed}]]',
  'neither-given': '{path}: one of these must be given[[: {allowed}]]',
  'too-early': '{path} is before the step above it[[; allowed: {allowed}]][[, given: {given}]]',
  'above-basket':
    '{path}: the coupon is worth more than the basket it needs[[; allowed: {allowed}]][[, given: {given}]]',
  contradiction: '{path} limits what another one already limits',
  infeasible: '{path}: this redemption cannot be reached[[; allowed: {allowed}]][[, given: {given}]]',
  'needs-project': '{path} takes customers from a project, which is not available here; give audience.groups',
} as const satisfies Record<InputProblem, string>

import type { FeatureGroup, ReasonSubject } from '../../contract/features.ts'

/** The subject of a group of features. */
export function subjectOf(group: FeatureGroup): ReasonSubject {
  switch (group) {
    case 'recency':
      return 'rhythm'
    case 'rfm':
    case 'buys':
      return 'orders'
    case 'otherEvents':
      return 'activity'
    default:
      return group
  }
}

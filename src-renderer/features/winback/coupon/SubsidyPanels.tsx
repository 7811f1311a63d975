import { useDeferredValue, useMemo } from 'react'
import {
  compareTask,
  mostFace,
  offerPlacements,
  treadmillOf,
} from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { settled } from '../model/subsidy.ts'
import css from '../Winback.module.css'
import type { Source } from '../provenance.ts'
import type { Telling } from '../words.ts'
import own from './Coupon.module.css'
import { PlacementPanel } from './PlacementPanel.tsx'
import { TaskPanel } from './TaskPanel.tsx'
import { useAssumedTerms } from './terms.ts'
import { TreadmillPanel } from './TreadmillPanel.tsx'

interface SubsidyPanelsProps {
  readonly scenario: Scenario
  readonly source: Source
  readonly telling: Telling
}

/** What else the money for coupons could do: another place, a task, a pause. */
export function SubsidyPanels({ scenario, source, telling }: SubsidyPanelsProps) {
  const { task, treadmill } = useAssumedTerms()
  const terms = useDeferredValue(treadmill)
  const varied = useMemo(() => settled(scenario), [scenario])
  const places = useMemo(() => offerPlacements(varied), [varied])
  const compared = useMemo(() => compareTask(varied, task), [varied, task])
  const mill = useMemo(() => treadmillOf(varied, terms, mostFace(varied)), [varied, terms])
  return (
    <div className={css.page}>
      <div className={own.pair}>
        <PlacementPanel scenario={scenario} places={places} source={source} telling={telling} />
        <TaskPanel task={task} compared={compared} source={source} telling={telling} />
      </div>
      <TreadmillPanel mill={mill} terms={treadmill} source={source} telling={telling} />
    </div>
  )
}

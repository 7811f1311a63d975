import { useMemo, useState } from 'react'
import type { LifetimeMap, LifetimeSummary } from '../../../shared/contract/lifetime.ts'
import { ChartPanel } from '../../ui/ChartPanel.tsx'
import { useChartTokens } from '../../ui/chartTokens.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { mapOption, mapTable, type MapMeasure } from './charts/map.ts'
import { trackingOption, trackingTable } from './charts/tracking.ts'
import type { Telling } from './sentences.ts'

const HEIGHT = 300

interface MapPanelProps {
  readonly map: LifetimeMap | null
  readonly summary: LifetimeSummary
  readonly telling: Telling
}

/** Chance to buy by what a customer did: the honest stand-in for "alive". */
export function MapPanel({ map, summary, telling }: MapPanelProps) {
  if (map === null) return <Panel title={telling.t('lifetime.mapTitle')} state={{ kind: 'first' }} />
  return <Map map={map} summary={summary} telling={telling} />
}

function Map({ map, summary, telling }: MapPanelProps & { readonly map: LifetimeMap }) {
  const { t, format } = telling
  const tokens = useChartTokens()
  const [measure, setMeasure] = useState<MapMeasure>('active')
  const option = useMemo(() => mapOption(map, measure, tokens, telling), [map, measure, tokens, telling])
  const table = useMemo(() => mapTable(map, measure, telling), [map, measure, telling])
  const slots = { days: format.countFull(summary.params.horizonDays), age: format.countFull(map.ageDays) }
  const sub =
    measure === 'purchases'
      ? t('lifetime.mapSubPurchases', slots)
      : summary.model === 'bgnbd'
        ? t('lifetime.mapSubBg', slots)
        : t('lifetime.mapSub', slots)
  return (
    <ChartPanel
      title={t('lifetime.mapTitle')}
      sub={sub}
      name={t('lifetime.mapName')}
      option={option}
      table={table}
      heightPx={HEIGHT}
      fileName="lifetime-map"
      tools={
        <Segmented
          label={t('lifetime.mapMeasure')}
          options={[
            { value: 'active', label: t('lifetime.mapActive') },
            { value: 'purchases', label: t('lifetime.mapPurchases') },
          ]}
          value={measure}
          onChange={setMeasure}
        />
      }
    />
  )
}

/** Week by week: what the model expected and what came. */
export function TrackingPanel({ summary, telling }: Omit<MapPanelProps, 'map'>) {
  const { t } = telling
  const tokens = useChartTokens()
  const option = useMemo(() => trackingOption(summary, tokens, telling), [summary, tokens, telling])
  const table = useMemo(() => trackingTable(summary, telling), [summary, telling])
  return (
    <ChartPanel
      title={t('lifetime.trackTitle')}
      sub={t('lifetime.trackSub')}
      name={t('lifetime.trackTitle')}
      option={option}
      table={table}
      heightPx={HEIGHT}
      fileName="lifetime-tracking"
    />
  )
}

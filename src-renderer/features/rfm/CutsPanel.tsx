import { useState } from 'react'
import type { RfmScheme, RfmSummary } from '../../../shared/contract/rfm.ts'
import type { RpcClient } from '../../../shared/rpc/wire.ts'
import { useT } from '../../locale/t.ts'
import type { ChartTable } from '../../ui/chartTable.ts'
import { FigurePanel } from '../../ui/FigurePanel.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { CutPoints } from './charts/CutPoints.tsx'
import { withFixedCuts, type Dimension } from './draft.ts'
import { choose, plain, preview, schemeNamed, useRfm, type RfmChoice } from './store.ts'

interface CutsPanelProps {
  readonly client: RpcClient
  readonly asOfDay: number
  readonly summary: RfmSummary
}

const OWN_KEY = 'own-cuts'

/** The cut points beside their distributions; moving one makes an own scheme with fixed cuts. */
export function CutsPanel({ client, asOfDay, summary }: CutsPanelProps) {
  const t = useT()
  const format = useFormat()
  const { choice, schemes } = useRfm()
  const [before, setBefore] = useState<RfmChoice['scheme']>('mean8')
  const own = typeof choice.scheme !== 'string' && choice.scheme.key === OWN_KEY

  const ownScheme = (changed: { dimension: Dimension; cuts: readonly number[] } | null): RfmScheme | null => {
    // the scheme that these cuts are of; while a drag goes on it is not yet the chosen one
    const scheme = schemeNamed(summary.params.scheme, schemes)
    if (!scheme) return null
    const held = withFixedCuts(plain(scheme), summary.cuts)
    const named = { ...held, key: OWN_KEY, nameZh: '自定切点', nameEn: 'Own cut points' }
    if (!changed || held.scoring.method !== 'fixed') return named
    return { ...named, scoring: { ...held.scoring, [changed.dimension]: changed.cuts } }
  }
  const change = (dimension: Dimension, cuts: readonly number[], done: boolean) => {
    const next = ownScheme({ dimension, cuts })
    if (!next) return
    if (!own) setBefore(choice.scheme)
    if (done) void choose(client, asOfDay, { scheme: next })
    else void preview(client, asOfDay, { ...choice, scheme: next })
  }
  const table: ChartTable = {
    columns: [
      { label: t('rfm.cutsTitle') },
      { label: 'R' },
      { label: 'F' },
      { label: 'M', unit: format.currencySign },
    ],
    rows: Array.from(
      { length: Math.max(summary.cuts.r.length, summary.cuts.f.length, summary.cuts.m.length) },
      (_, i) => [
        String(i + 1),
        summary.cuts.r[i] ?? null,
        summary.cuts.f[i] ?? null,
        summary.cuts.m[i] === undefined ? null : summary.cuts.m[i] / 100,
      ],
    ),
  }
  return (
    <FigurePanel
      title={t('rfm.cutsTitle')}
      sub={t('rfm.cutsSub')}
      name={t('rfm.cutsTitle')}
      fileName={`rfm-cuts-${format.date(summary.params.asOfDay)}`}
      table={table}
      tools={
        <Segmented
          label={t('rfm.cutsLabel')}
          options={[
            { value: 'scheme', label: t('rfm.cutsScheme') },
            { value: 'own', label: t('rfm.cutsOwn') },
          ]}
          value={own ? 'own' : 'scheme'}
          onChange={(value) => {
            if (value === 'scheme') void choose(client, asOfDay, { scheme: before })
            else {
              setBefore(choice.scheme)
              const next = ownScheme(null)
              if (next) void choose(client, asOfDay, { scheme: next })
            }
          }}
        />
      }
    >
      <CutPoints summary={summary} onChange={change} />
    </FigurePanel>
  )
}

import type { Placement } from '../../../../shared/analytics/winback/index.ts'
import type { Scenario } from '../../../../shared/contract/winback.ts'
import { useT } from '../../../locale/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { FigurePanel } from '../../../ui/FigurePanel.tsx'
import { ProvenanceNumber } from '../../../ui/ProvenanceNumber.tsx'
import type { Source } from '../provenance.ts'
import { changeAll, useWhatIf } from '../store.ts'
import css from '../Winback.module.css'
import { minor, type Telling } from '../words.ts'
import { placementTable, placementTitle, placeName } from './subsidySentences.ts'

interface PlacementPanelProps {
  readonly scenario: Scenario
  readonly places: readonly Placement[]
  readonly source: Source
  readonly telling: Telling
}

/** Coupon first against coupon last: the same ladder with its coupon on each step in turn. */
export function PlacementPanel({ scenario, places, source, telling }: PlacementPanelProps) {
  const t = useT()
  const locked = useWhatIf((state) => state.locked)
  const { format } = telling
  const title = placementTitle(scenario, places, telling)
  const table = placementTable(scenario, places, telling)
  const most = Math.max(...places.map(({ profit }) => profit))
  const put = (at: number) =>
    changeAll(scenario.ladder.map((_, s) => [['ladder', s, 'offer'], s === at] as const))
  return (
    <FigurePanel
      title={title}
      sub={t('whatif.placeSub')}
      name={title}
      table={table}
      fileName="winback-placement"
      drawn={false}
    >
      <div className={css.scroll}>
        <table className={css.table}>
          <thead>
            <tr>
              {table.columns.slice(0, -1).map(({ label }) => (
                <th key={label}>{label}</th>
              ))}
              <th>
                <span className="visually-hidden">{t('whatif.placeUse')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => {
              const { steps, isNow } = place
              const name = placeName(scenario, steps, telling)
              const [only] = steps
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td className={place.profit === most ? css.strong : ''}>
                    <ProvenanceNumber
                      where="cell"
                      value={source(
                        format.moneyFull(minor(place.profit)),
                        t('whatif.profit'),
                        'whatif.formulaPlacement',
                      )}
                    />
                  </td>
                  <td>{format.countFull(place.incrementalReturns)}</td>
                  <td>{format.countFull(place.healthyReturns)}</td>
                  <td>{format.moneyFull(minor(place.couponCost))}</td>
                  <td>
                    {isNow
                      ? t('whatif.placeNow')
                      : only !== undefined && (
                          <Button disabled={locked} onClick={() => put(only)}>
                            {t('whatif.placeUse')}
                          </Button>
                        )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </FigurePanel>
  )
}

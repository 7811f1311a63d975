import type { ChartTable } from '../../../ui/chartTable.ts'
import type { BudgetPlan } from '../model/budgetPicture.ts'
import { ALONE_REASONS, type AloneRow } from '../model/leftAlone.ts'
import { groupName, ladderName, minor, type Telling } from '../words.ts'

export function whoTable({ plan }: BudgetPlan, { t, format }: Telling): ChartTable {
  const money = (units: number) => format.moneyBare(minor(units))
  return {
    columns: [
      { label: t('whatif.group') },
      { label: t('whatif.ladder') },
      { label: t('whatif.coupon') },
      { label: t('whatif.customers'), format: format.countFull },
      { label: t('whatif.spent'), unit: format.currencySign, format: money },
      { label: t('whatif.gain'), unit: format.currencySign, format: money },
      { label: t('whatif.returns'), format: (n) => format.decimal(n, 1) },
    ],
    rows: plan.allocation.map((line) => [
      groupName(line.group, t),
      line.action === null ? t('whatif.leaveAlone') : ladderName(line.action, t),
      line.withOffer ? t('whatif.yes') : t('whatif.no'),
      line.customers,
      line.cost,
      line.gain,
      line.incrementalReturns,
    ]),
  }
}

export function aloneTable(rows: readonly AloneRow[], { t, format }: Telling): ChartTable {
  return {
    columns: [
      { label: t('whatif.group') },
      { label: t('whatif.aloneReason') },
      { label: t('whatif.customers'), format: format.countFull },
      {
        label: t('whatif.saved'),
        unit: format.currencySign,
        format: (units) => format.moneyBare(minor(units)),
      },
    ],
    rows: rows.map((row) => [
      groupName(row.group, t),
      t(ALONE_REASONS[row.reason]),
      row.customers,
      row.saved,
    ]),
  }
}

import { isoFromDay } from '../../shared/contract/calendar.ts'
import type {
  LifetimeFit,
  LifetimeHoldout,
  LifetimeScore,
  LifetimeSummary,
  LifetimeValue,
} from '../../shared/contract/lifetime.ts'
import { MINOR_PER_UNIT } from '../../shared/contract/money.ts'
import type { TerminalLanguage } from '../backend/terminal.ts'
import { choiceText, warningText } from '../../src-renderer/locale/lifetimeText.ts'

/** Unrounded, days as dates, money in units; parameters by their names in the papers, in the unit asked for. */
export function lifetimeJson(
  summary: LifetimeSummary,
  language: TerminalLanguage,
  rowsWritten: number | null,
): Record<string, unknown> {
  const { choice, fit, holdout, spend, tracking, newCustomer, params } = summary
  return {
    model: summary.model,
    unit: params.unit,
    asOf: isoFromDay(summary.asOfDay),
    predictionDay: isoFromDay(summary.predictionDay),
    horizonDays: params.horizonDays,
    engineVersion: summary.engineVersion,
    customers: summary.customers,
    repeatCustomers: summary.repeatCustomers,
    repeatPurchases: summary.repeatPurchases,
    ...fitJson(fit),
    choice,
    explanation: choiceText(summary, language),
    models: Object.fromEntries(
      Object.entries(summary.calibrationFits).map(([key, found]) => [key, fitJson(found)]),
    ),
    spend:
      spend === null
        ? null
        : { ...fitJson(spend), customers: spend.customers, meanSpend: units(spend.meanSpendMinor) },
    holdout: holdout === null ? null : holdoutJson(holdout, summary),
    tracking: {
      weekEnd: [...tracking.weekEndDay].map(isoFromDay),
      calibrationWeeks: tracking.calibrationWeeks,
      actual: [...tracking.actual],
      expected: Object.fromEntries(
        Object.entries(tracking.expected).map(([key, weeks]) => [key, [...weeks]]),
      ),
    },
    checks: summary.checks,
    warnings: summary.warnings.map((warning) => ({ ...warning, text: warningText(warning, language) })),
    expectedPurchases: summary.expectedPurchases,
    expectedActive: summary.expectedActive,
    newCustomer: {
      expectedPurchases: newCustomer.expectedPurchases,
      pActive: newCustomer.pActive,
      spend: units(newCustomer.spendMinor),
    },
    value: valueJson(summary.value),
    elapsedMs: summary.elapsedMs,
    ...(rowsWritten === null ? {} : { rowsWritten }),
  }
}

function units(amountMinor: number | null): number | null {
  return amountMinor === null ? null : amountMinor / MINOR_PER_UNIT
}

function fitJson(fit: LifetimeFit): Record<string, unknown> {
  const by = <T>(pick: (parameter: LifetimeFit['parameters'][number]) => T): Record<string, T> =>
    Object.fromEntries(fit.parameters.map((parameter) => [parameter.name, pick(parameter)]))
  return {
    parameters: by(({ value }) => value),
    standardErrors: by(({ standardError }) => standardError),
    intervals: by(({ low, high }) => [low, high]),
    logLikelihood: fit.logLikelihood,
    convergence: {
      converged: fit.converged,
      gradientNorm: fit.gradientNorm,
      iterations: fit.iterations,
      evaluations: fit.evaluations,
      starts: fit.starts,
      agreeing: fit.agreeing,
      atBound: fit.atBound,
    },
  }
}

function holdoutJson(holdout: LifetimeHoldout, { model }: LifetimeSummary): Record<string, unknown> {
  const { frequencies, models, baseline, calibrationEndDay, untilDay, ...counts } = holdout
  const chosen = models[model]
  return {
    calibrationEnd: isoFromDay(calibrationEndDay),
    until: isoFromDay(untilDay),
    ...counts,
    ...(chosen === undefined ? {} : figures(chosen)),
    byFrequency: frequencies.map(({ from, customers, purchases, active }, i) => ({
      frequency: i === frequencies.length - 1 ? `${from}+` : String(from),
      customers,
      actual: customers === 0 ? null : purchases / customers,
      expected: customers === 0 ? null : (chosen?.purchasesByFrequency[i] ?? null),
      actualActive: customers === 0 ? null : active / customers,
      expectedActive: customers === 0 ? null : (chosen?.activeByFrequency[i] ?? null),
    })),
    models: Object.fromEntries(Object.entries(models).map(([key, score]) => [key, score])),
    baseline,
  }
}

function figures(score: LifetimeScore): Record<string, unknown> {
  const {
    logLikelihood,
    meanAbsoluteError,
    rootMeanSquareError,
    expectedPurchases,
    expectedActive,
    auc,
    brier,
  } = score
  return {
    logLikelihood,
    meanAbsoluteError,
    rootMeanSquareError,
    expectedPurchases,
    expectedActive,
    auc,
    brier,
  }
}

function valueJson(value: LifetimeValue): Record<string, unknown> {
  const { economics, totalMinor, meanMinor, newCustomerMinor, concentration, cohorts } = value
  const at = (percent: number): number => concentration[percent] ?? 0
  return {
    ...economics,
    total: units(totalMinor),
    mean: units(meanMinor),
    newCustomer: units(newCustomerMinor),
    shareOfBest: { '1%': at(1), '5%': at(5), '10%': at(10), '20%': at(20), '50%': at(50) },
    cohorts: [...cohorts.monthDay].map((day, i) => ({
      month: isoFromDay(day).slice(0, 7),
      customers: cohorts.customers[i],
      pastSpend: units(cohorts.pastSpendMinor[i] ?? 0),
      value: units(cohorts.valueMinor[i] ?? 0),
      expectedActive: cohorts.expectedActive[i],
    })),
  }
}

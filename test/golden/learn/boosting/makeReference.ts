/** Writes reference.json: `node test/golden/learn/boosting/makeReference.ts`, with scikit-learn in /usr/bin/python3. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GOLDEN_CASES, goldenRows, N_TRAIN } from './boostingData.ts'

const folder = mkdtempSync(join(tmpdir(), 'huiliu-boosting-'))
try {
  const { matrix, labels } = goldenRows()
  const { columns, nCategories } = matrix
  writeFileSync(join(folder, 'rows.f32'), Buffer.concat(columns.map((column) => Buffer.from(column.buffer))))
  writeFileSync(join(folder, 'labels.u8'), labels)
  const categorical = nCategories.map((n) => n > 0)
  const plan = { nFeatures: columns.length, nTrain: N_TRAIN, categorical, cases: GOLDEN_CASES }
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan))
  const python = process.env['HUILIU_PYTHON'] ?? '/usr/bin/python3'
  const reference = execFileSync(python, [join(import.meta.dirname, 'reference.py'), folder], {
    encoding: 'utf8',
  })
  writeFileSync(join(import.meta.dirname, 'reference.json'), reference)
} finally {
  rmSync(folder, { recursive: true })
}

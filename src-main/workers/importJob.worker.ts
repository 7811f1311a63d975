import { AppError } from '../../shared/contract/errors.ts'
import { anonymise } from '../project/anonymise/anonymise.ts'
import { openReadable } from '../project/project.ts'
import { saveCopy } from '../project/saveCopy.ts'
import { undoImport } from '../project/undo.ts'
import { changeProject } from './heldProject.ts'
import { runImport } from './importJob.ts'
import type { ImportMethods } from './methods.ts'
import { serveThread, type ThreadContext } from './thread.ts'

const STEPS = 100

const methods: ImportMethods = {
  run: ({ path, items, nowMs }, context) => runImport(path, items, context, nowMs),
  undo: ({ path, importId, nowMs }, context) =>
    changeProject(path, (project) => {
      undoImport(project, importId, nowMs, (share) => {
        stopIfCancelled(context)
        context.progress({ done: Math.round(share * STEPS), total: STEPS })
      })
      return null
    }),
  anonymise: ({ path, target, wish, nowMs }, context) => {
    const project = openReadable(path)
    try {
      return anonymise(project, target, wish, nowMs, (share) => {
        stopIfCancelled(context)
        context.progress({ done: Math.round(share * STEPS), total: STEPS })
      })
    } finally {
      project.close()
    }
  },
  saveCopy: ({ path, target }, context) => {
    const project = openReadable(path)
    try {
      const copy = saveCopy(project, target, context.isCancelled)
      if (copy === null) throw new AppError('cancelled')
      return copy
    } finally {
      project.close()
    }
  },
}

function stopIfCancelled(context: ThreadContext<never>): void {
  if (context.isCancelled()) throw new AppError('cancelled')
}

serveThread(methods)

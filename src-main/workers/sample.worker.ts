import type { SampleMethods } from './methods.ts'
import { createSampleProject } from './sampleProject.ts'
import { serveThread } from './thread.ts'

const methods: SampleMethods = {
  create: async ({ path, ...options }, context) => {
    await createSampleProject(path, options, context)
    return null
  },
}

serveThread(methods)

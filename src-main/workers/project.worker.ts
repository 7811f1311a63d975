import { customerDetail, searchCustomers } from '../project/reading/customers.ts'
import { exportRejects, listImports, rejectsPage } from '../project/reading/imports.ts'
import { qualityWarnings } from '../project/reading/quality.ts'
import { projectHash, projectSummary, updateProject } from '../project/reading/summary.ts'
import { createProject } from '../project/project.ts'
import { deleteMapping, listMappings, saveMapping } from '../project/saved/mappings.ts'
import { readSetting, saveSetting } from '../project/saved/settings.ts'
import { deleteScheme, listSchemes, saveScheme } from '../project/saved/schemes.ts'
import { listScenarios, removeScenario, saveScenario, signScenario } from '../project/saved/scenarios.ts'
import { listStories, readStory, removeStory, saveStory } from '../project/saved/stories.ts'
import { changeProject, HeldProject } from './heldProject.ts'
import type { ProjectMethods } from './methods.ts'
import { serveThread } from './thread.ts'

const held = new HeldProject()

const methods: ProjectMethods = {
  create: ({ path, name, currency, timeZone, nowMs }) => {
    createProject(path, { name, currency, timeZone }, nowMs).close()
    return null
  },
  open: ({ path }) => projectSummary(held.open(path)),
  summary: ({ path }) => projectSummary(held.at(path)),
  update: ({ path, change }) => {
    const given = Object.entries(change).filter(([, value]) => value !== undefined)
    changeProject(path, (project) => updateProject(project, Object.fromEntries(given)))
    return null
  },
  close: () => {
    held.close()
    return null
  },

  imports: ({ path }) => listImports(held.at(path)),
  quality: ({ path, nowMs }) => {
    const project = held.at(path)
    return { reports: listImports(project), warnings: qualityWarnings(project, nowMs) }
  },
  rejects: ({ path, query: { importId, code, offset, limit } }) =>
    rejectsPage(held.at(path), importId, { offset, limit, ...(code === undefined ? {} : { code }) }),
  exportRejects: ({ path, importId, target }) => exportRejects(held.at(path), importId, target),

  mappings: ({ path }) => listMappings(held.at(path)),
  saveMapping: ({ path, saved: { name, headers, mapping } }) => {
    changeProject(path, (project) => saveMapping(project, name, headers, mapping))
    return null
  },
  deleteMapping: ({ path, name }) => {
    changeProject(path, (project) => deleteMapping(project, name))
    return null
  },
  schemes: ({ path }) => listSchemes(held.at(path)),
  saveScheme: ({ path, scheme }) => {
    changeProject(path, (project) => saveScheme(project, scheme))
    return null
  },
  deleteScheme: ({ path, key }) => {
    changeProject(path, (project) => deleteScheme(project, key))
    return null
  },
  setting: ({ path, key }) => readSetting(held.at(path), key),
  saveSetting: ({ path, key, value }) => {
    changeProject(path, (project) => saveSetting(project, key, value))
    return null
  },

  identity: ({ path }) => projectHash(held.at(path)),
  stories: ({ path }) => listStories(held.at(path)),
  story: ({ path, id }) => readStory(held.at(path), id),
  saveStory: ({ path, saved, newId, nowMs }) => {
    const id = saved.id ?? newId
    changeProject(path, (project) => saveStory(project, { ...saved, id, isNew: saved.id === null }, nowMs))
    return readStory(held.at(path), id)
  },
  removeStory: ({ path, id }) => {
    changeProject(path, (project) => removeStory(project, id))
    return null
  },

  scenarios: ({ path }) => listScenarios(held.at(path)),
  saveScenario: ({ path, saved, nowMs }) => {
    changeProject(path, (project) => saveScenario(project, saved, nowMs))
    return listScenarios(held.at(path))
  },
  signScenario: ({ path, signed, nowMs }) => {
    changeProject(path, (project) => signScenario(project, signed, nowMs))
    return listScenarios(held.at(path))
  },
  removeScenario: ({ path, id }) => {
    changeProject(path, (project) => removeScenario(project, id))
    return listScenarios(held.at(path))
  },

  searchCustomers: ({ path, query: { text, limit } }) => searchCustomers(held.at(path), text, limit),
  customerDetail: ({ path, query: { customerId, asOfDay } }) =>
    customerDetail(held.at(path), customerId, asOfDay),
}

serveThread(methods)

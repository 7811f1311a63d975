/** Who may import whom: DESIGN of the house, as rules. Type-only imports count. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(shared|src-main|src-renderer|test)/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only(
      'contract-stands-alone',
      '^shared/contract/',
      '^shared/contract/',
      'the contract imports nothing of ours',
    ),
    only('rpc-stands-alone', '^shared/rpc/', '^shared/(rpc|contract)/', 'the wire knows the contract only'),
    only('analytics-is-pure', '^shared/analytics/', '^shared/(analytics|contract)/', 'engines are pure'),
    only(
      'sample-shares-no-engine',
      '^shared/sample/',
      '^shared/(sample|contract)/',
      'the generator shares no code with the engines',
    ),
    {
      name: 'shared-has-no-platform',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-packages',
      comment: 'shared may use zod only, in the contract',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional'], pathNot: 'node_modules/zod/' },
    },
    only('ingest-uses-shared', '^src-main/ingest/', '^(src-main/ingest|shared)/', 'bytes to rows'),
    only('project-uses-shared', '^src-main/project/', '^(src-main/project|shared)/', 'rows to file'),
    only(
      'workers-join',
      '^src-main/workers/',
      '^(src-main/(workers|ingest|project)|shared)/',
      'threads join readers, file and engines',
    ),
    only('report-uses-shared', '^src-main/report/', '^(src-main/report|shared)/', 'a story to files'),
    only(
      'backend-talks-to-workers',
      '^src-main/backend/',
      '^(src-main/(backend|workers|ingest|project|report)|shared)/',
      'the backend knows no shell',
    ),
    only(
      'shell-electron',
      '^src-main/shell-electron/',
      '^(src-main/(shell-electron|backend)|shared)/',
      'shells start a backend',
    ),
    only(
      'shell-loopback',
      '^src-main/shell-loopback/',
      '^(src-main/(shell-loopback|backend)|shared)/',
      'shells start a backend',
    ),
    {
      name: 'nobody-imports-a-shell',
      severity: 'error',
      from: { path: '^(shared|src-renderer|src-main/(ingest|project|workers|backend|report))/' },
      to: { path: '^src-main/shell-' },
    },
    only(
      'renderer-knows-shared',
      '^src-renderer/',
      '^(src-renderer|shared)/',
      'the renderer knows the contract',
    ),
    {
      name: 'renderer-knows-no-engine',
      comment:
        'screens import types of the contract, pure engines for live simulators, never the wire of the other side',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/([^/]+)/', pathNot: '^src-renderer/features/$1/' },
    },
    {
      name: 'ui-knows-no-feature',
      severity: 'error',
      from: { path: '^src-renderer/(ui|locale|transport)/' },
      to: { path: '^src-renderer/(features|app)/' },
    },
    {
      name: 'electron-in-its-shell',
      severity: 'error',
      from: { pathNot: '^(src-main/shell-electron|test)/' },
      to: { path: '(^|/)node_modules/electron/' },
    },
    {
      name: 'sqlite-in-project',
      severity: 'error',
      from: { pathNot: '^(src-main/project|test)/' },
      to: { path: 'node_modules/(@types/)?better-sqlite3/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}

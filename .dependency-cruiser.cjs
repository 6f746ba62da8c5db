/**
 * The architecture, as rules: what each folder of src/ may import. Read it with README.md's map.
 * Type-only imports count (tsPreCompilationDeps): a type that points up is a design that points up.
 */
const TEST = '\\.test\\.tsx?$'

const only = (folder, allowed) => ({
  name: `${folder}-depends-on-${allowed.length ? allowed.join('-and-') : 'nothing'}`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: TEST },
  to: { path: '^(src|server|e2e)/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
})

const packageOnlyIn = (name, packages, folders) => ({
  name: `${name}-in-its-place`,
  comment: `${packages} belongs to ${folders}`,
  severity: 'error',
  from: { path: '^(src|server)/', pathNot: [`^(${folders.join('|')})`, TEST] },
  to: { path: `^node_modules/(${packages.join('|')})(/|$)` },
})

/** A folder whose inside is its own: others come in by the files named. */
const reachedOnlyBy = (folder, doors) => ({
  name: `${folder.replaceAll('/', '-')}-is-reached-by-its-client`,
  severity: 'error',
  from: { path: '^src/', pathNot: [`^src/${folder}/`, TEST] },
  to: { path: `^src/${folder}/`, pathNot: `/(${doors.join('|')})\\.ts$` },
})

module.exports = {
  forbidden: [
    only('shared', []),
    only('domain', ['shared']),
    only('engine', ['domain', 'shared']),
    only('bundle', ['domain', 'shared']),
    only('learn', ['domain', 'shared']),
    only('store', ['domain', 'shared']),
    only('studio', ['bundle', 'domain', 'engine', 'learn', 'shared', 'store']),
    only('host', ['bundle', 'domain', 'engine', 'learn', 'shared']),
    {
      name: 'server-is-a-thin-proxy',
      severity: 'error',
      from: { path: '^server/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/shared/' },
    },
    {
      name: 'studio-parts-meet-in-the-shell',
      comment:
        'canvas, chat, inspector … know what all share (records/, ui/, actions/, session/, queries/), never one another',
      severity: 'error',
      from: { path: '^src/studio/([^/]+)/', pathNot: '^src/studio/(actions|shell)/' },
      to: { path: '^src/studio/', pathNot: '^src/studio/($1|actions|queries|records|session|ui)/' },
    },
    {
      name: 'actions-load-what-parts-do',
      comment: 'an action may load the work of a part when it runs, never with the first paint',
      severity: 'error',
      from: { path: '^src/studio/actions/' },
      to: {
        path: '^src/studio/',
        pathNot: '^src/studio/(actions|queries|records|session|ui)/',
        dynamic: false,
      },
    },
    {
      name: 'studio-ui-knows-no-part',
      comment: 'ui/ is what all parts are drawn with: it knows none of what they are about',
      severity: 'error',
      from: { path: '^src/studio/ui/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/(studio/ui|shared)/' },
    },
    reachedOnlyBy('learn/worker', ['learn-client', 'contract']),
    reachedOnlyBy('engine/sandbox/worker', ['[a-z-]*client', 'contract', 'serve-sandbox']),
    packageOnlyIn(
      'react',
      ['react', 'react-dom', 'react-[a-z-]+', '@xyflow', '@tanstack', 'radix-ui', 'lucide-react'],
      ['src/studio/', 'src/main\\.tsx'],
    ),
    packageOnlyIn('dexie', ['dexie'], ['src/store/']),
    packageOnlyIn('comlink', ['comlink'], ['src/learn/worker/', 'src/engine/sandbox/worker/']),
    packageOnlyIn('monaco', ['monaco-editor'], ['src/studio/source/']),
    packageOnlyIn('onnxruntime', ['onnxruntime-(web|common)', '@huggingface'], ['src/learn/']),
    packageOnlyIn('quickjs', ['quickjs-wasi', 'sucrase'], ['src/engine/sandbox/']),
    packageOnlyIn('parsers', ['typescript', '@lezer'], ['src/bundle/interop/classes/']),
    packageOnlyIn('hono', ['hono', '@hono'], ['server/', 'src/host/']),
    {
      name: 'browser-code-has-no-node',
      severity: 'error',
      from: { path: '^src/', pathNot: [TEST, '^src/host/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(src|server)/' },
      to: { circular: true },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(src|server)/', pathNot: [TEST, '^src/testing/', '^server/testing\\.ts$'] },
      to: { path: [TEST, '^src/testing/', '^server/testing\\.ts$'] },
    },
    // Vite's own suffixes (?url, ?worker) name files by a query the cruiser does not know.
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
}

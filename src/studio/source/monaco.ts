/**
 * Monaco, cut to what the studio needs: the editor and TypeScript. Megabytes: imported by
 * editor-surface.tsx alone, which is loaded when source is first looked at.
 */
import {
  editor,
  MarkerSeverity,
  Uri,
  type IDisposable,
  type IPosition,
  type IRange,
} from 'monaco-editor/editor'
// All of them, and now: TypeScript's part loads the rest later anyway, and a feature that comes after
// the first editor finds that its services do not exist.
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/typescript/register'
import {
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker'

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
}

typescriptDefaults.setCompilerOptions({
  target: ScriptTarget.ESNext,
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.NodeJs,
  // The sandbox has the language and nothing of a browser.
  lib: ['lib.es2023.d.ts'],
  strict: true,
  noEmit: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  allowNonTsExtensions: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
})
// Models that Monaco keeps for undo or makes for a rename are not checked, only what is shown.
typescriptDefaults.setDiagnosticsOptions({ onlyVisible: true })

/** The studio's two looks, in the colours of ui/tokens.css. */
editor.defineTheme('espalier-light', {
  base: 'vs',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#ffffff',
    'editor.lineHighlightBackground': '#f6f6f3',
    'editorLineNumber.foreground': '#6a6c63',
    focusBorder: '#2b6f48',
  },
})
editor.defineTheme('espalier-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#1e1f1c',
    'editor.lineHighlightBackground': '#272925',
    'editorLineNumber.foreground': '#999c90',
    focusBorder: '#6cc791',
  },
})

export {
  editor,
  MarkerSeverity,
  typescriptDefaults,
  Uri,
  type IDisposable,
  type IPosition,
  type IRange,
}

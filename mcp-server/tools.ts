import type { Tool } from './define-tool.ts';
import { checkTestCases } from './tools/check-test-cases.ts';
import { cancelGeneration } from './tools/cancel-generation.ts';
import { generateTestCases } from './tools/generate-test-cases.ts';
import { getGeneration } from './tools/get-generation.ts';
import { startGeneration } from './tools/start-generation.ts';
import { listRequirements } from './tools/list-requirements.ts';
import { checkSetup } from './tools/check-setup.ts';
import { saveTestCases } from './tools/save-test-cases.ts';
import { exportTestCases } from './tools/export-test-cases.ts';
import { traceCoverage } from './tools/trace-coverage.ts';
import { planCoverage } from './tools/plan-coverage.ts';

/** All tools, in the order in which clients list them. */
export const tools: readonly Tool[] = [
  listRequirements,
  planCoverage,
  generateTestCases,
  startGeneration,
  getGeneration,
  cancelGeneration,
  checkTestCases,
  traceCoverage,
  exportTestCases,
  saveTestCases,
  checkSetup,
];

import type { Tool } from './define-tool.ts';
import { checkTestCases } from './tools/check-test-cases.ts';
import { generateTestCases } from './tools/generate-test-cases.ts';
import { listRequirements } from './tools/list-requirements.ts';
import { planCoverage } from './tools/plan-coverage.ts';

/** All tools, in the order in which clients list them. */
export const tools: readonly Tool[] = [listRequirements, planCoverage, generateTestCases, checkTestCases];

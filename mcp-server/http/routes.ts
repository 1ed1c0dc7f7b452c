/** One tool as a resource. `query`: arguments that are taken from the query; a body holds all others. */
export type Route = {
  method: 'get' | 'post' | 'delete';
  /** Below `/api/v1`, in OpenAPI's writing. */
  path: string;
  tool: string;
  summary: string;
  status: 200 | 202;
  query?: readonly string[];
  /** `status`: the answer without what a job brought. `result`: a refusal until there is something. */
  shows?: 'status' | 'result';
  example?: object;
};

export const apiRoot = '/api/v1';

const text = 'REQ-1 When the button is pressed, the door shall open.';

export const routes: readonly Route[] = [
  {
    method: 'post',
    path: '/generations',
    tool: 'start_generation',
    summary: 'Begin to write test cases in the background',
    status: 202,
    example: { text },
  },
  {
    method: 'get',
    path: '/generations/{id}',
    tool: 'get_generation',
    summary: 'How far a generation is',
    status: 200,
    query: ['wait_seconds'],
    shows: 'status',
  },
  {
    method: 'get',
    path: '/generations/{id}/result',
    tool: 'get_generation',
    summary: 'The test cases of a generation that has ended',
    status: 200,
    query: ['detail', 'cursor', 'limit'],
    shows: 'result',
  },
  {
    method: 'delete',
    path: '/generations/{id}',
    tool: 'cancel_generation',
    summary: 'End a generation',
    status: 200,
  },
  {
    method: 'post',
    path: '/test-cases',
    tool: 'generate_test_cases',
    summary: 'Write test cases and wait for them',
    status: 200,
    example: { text },
  },
  {
    method: 'post',
    path: '/plans',
    tool: 'plan_coverage',
    summary: 'What must be exercised, and what is unclear',
    status: 200,
    example: { text },
  },
  {
    method: 'post',
    path: '/checks',
    tool: 'check_test_cases',
    summary: 'Judge test cases that somebody wrote',
    status: 200,
    example: {
      text,
      cases: [
        {
          title: 'Open the door by its button',
          preconditions: ['The door is closed'],
          steps: ['Press the button', 'Look at the door'],
          expected_result: 'The door opens.',
        },
      ],
    },
  },
  {
    method: 'post',
    path: '/requirements',
    tool: 'list_requirements',
    summary: 'What a document demands',
    status: 200,
    example: { text },
  },
  {
    method: 'post',
    path: '/traces',
    tool: 'trace_coverage',
    summary: 'What is covered by cases and tests',
    status: 200,
    example: {},
  },
  {
    method: 'post',
    path: '/exports',
    tool: 'export_test_cases',
    summary: 'Cases in the format of another tool',
    status: 200,
    example: { path: 'docs/door.md', format: 'gherkin' },
  },
  {
    method: 'post',
    path: '/suites',
    tool: 'save_test_cases',
    summary: 'Keep the cases that pass all checks',
    status: 200,
  },
  { method: 'get', path: '/setup', tool: 'check_setup', summary: 'What is reachable and who would write', status: 200 },
];

import { ProblemError } from './ProblemError';

/** What openapi-fetch resolves to. */
interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

async function settle<T>(answer: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') {
      throw error;
    }
    throw ProblemError.fromFailure(error);
  }
}

/**
 * The content of an answer.
 *
 * @throws ProblemError for every status that is no success, and when no answer came
 */
export async function contentOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await settle(answer);
  if (!response.ok || data === undefined) {
    throw ProblemError.fromResponse(response, error);
  }
  return data;
}

/** Like {@link contentOf} for answers without content. */
export async function successOf(
  answer: Promise<Answer<unknown>>,
): Promise<void> {
  const { error, response } = await settle(answer);
  if (!response.ok) {
    throw ProblemError.fromResponse(response, error);
  }
}

import { render, waitFor } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('composes every feature without a conflict', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Test', baseUrl: 'http://127.0.0.1:7007' },
            backend: { baseUrl: 'http://127.0.0.1:7007' },
          },
        },
      ] as unknown as string,
    };
    const rendered = render(App.createRoot());
    await waitFor(() => expect(rendered.baseElement.textContent).toContain('Test'));
  });
});

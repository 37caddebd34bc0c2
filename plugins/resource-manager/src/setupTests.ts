import '@testing-library/jest-dom';

// Tests type whole forms key by key, which takes a busy machine its time. Milliseconds.
jest.setTimeout(20_000);

package planted.domain;

import org.jspecify.annotations.NullMarked;
import org.mockito.Mockito;

/** A test that mocks, on purpose. */
@NullMarked
class MockingTest {

  Runnable mocked() {
    return Mockito.mock(Runnable.class);
  }
}

package planted.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.NullMarked;

/** An entity that lets everybody write its fields, on purpose. */
@NullMarked
@Entity
class OpenEntity {

  @Id long id;
}

package dev.factoryfactory.workspace;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The project table. */
interface ProjectRepository extends Repository<ProjectRow, UUID> {

  Optional<ProjectRow> findById(UUID id);

  Optional<ProjectRow> findByPath(String path);

  boolean existsBySlug(String slug);

  boolean existsByPath(String path);

  ProjectRow saveAndFlush(ProjectRow row);

  void delete(ProjectRow row);

  @Query("select p from ProjectRow p where p.archived = :archived order by p.name, p.createdAt")
  List<ProjectRow> findAllByArchived(boolean archived);

  @Query("select p from ProjectRow p where p.state = 'CLONING'")
  List<ProjectRow> findAllCloning();
}

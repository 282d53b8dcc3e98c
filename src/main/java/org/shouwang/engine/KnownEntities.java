package org.shouwang.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.PersistenceSession;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.util.EnsureUtil;

/** The engine's access to all that it stores (ADR 0061). */
class KnownEntities extends DbEntityManager {

    KnownEntities(IdGenerator ids) {
        super(ids, Context.getCommandContext().getSession(PersistenceSession.class));
    }

    /** Checks an id. The engine's own check describes what is stored, with all its values, each time before it looks at the id. */
    @Override
    protected void validateId(DbEntity entity) {
        try {
            EnsureUtil.ensureValidIndividualResourceId("Invalid id", entity.getId());
        } catch (ProcessEngineException e) {
            super.validateId(entity);
        }
    }
}

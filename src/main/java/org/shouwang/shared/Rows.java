package org.shouwang.shared;

import static java.util.Map.entry;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Reads rows of the database by the names of their columns: whole rows as records, and single values for which JDBC has no
 * short method.
 */
public final class Rows {

    private static final Map<Class<?>, Reader> READERS = Map.ofEntries(
            entry(String.class, ResultSet::getString), entry(BigDecimal.class, ResultSet::getBigDecimal),
            entry(LocalDate.class, Rows::day), entry(Instant.class, Rows::instant), entry(List.class, Rows::texts),
            entry(int.class, given(ResultSet::getInt)), entry(Integer.class, orNull(ResultSet::getInt)),
            entry(long.class, given(ResultSet::getLong)), entry(Long.class, orNull(ResultSet::getLong)),
            entry(boolean.class, given(ResultSet::getBoolean)), entry(Boolean.class, orNull(ResultSet::getBoolean)));

    private static final ClassValue<RowMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type);
        }
    };

    private Rows() {
    }

    private interface Reader {

        Object read(ResultSet row, String column) throws SQLException;
    }

    /**
     * Returns a mapper from rows to records. Each component is read from the column with its name, {@code dueOn} from
     * {@code due_on}. Spring's mapper for classes does the same, but makes the driver throw for each value whose name has two
     * words and for each moment, which is ten times as slow.
     *
     * @param type a record with texts, numbers, days, moments, constants of enums and lists of texts
     * @param <T>  the type of the record
     * @throws IllegalArgumentException if a component has another type
     */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RowMapper<T> as(Class<T> type) {
        return (RowMapper<T>) MAPPERS.get(type);
    }

    /**
     * @param row    a row
     * @param column the name of a column with a moment
     * @return the moment, or null if there is none
     * @throws SQLException if there is no such column
     */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }

    /**
     * @param row    a row
     * @param column the name of a column with a day
     * @return the day, or null if there is none
     * @throws SQLException if there is no such column
     */
    public static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /**
     * @param row    a row
     * @param column the name of a column with the name of a constant
     * @param type   the enum
     * @param <E>    the type of the enum
     * @return the constant, or null if there is none
     * @throws SQLException             if there is no such column
     * @throws IllegalArgumentException if the enum has no such constant
     */
    public static <E extends Enum<E>> E constant(ResultSet row, String column, Class<E> type) throws SQLException {
        String name = row.getString(column);
        return name == null ? null : Enum.valueOf(type, name);
    }

    /**
     * @param row    a row
     * @param column the name of a column with an array of texts
     * @return the texts, or null if there is none
     * @throws SQLException if there is no such column
     */
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array texts = row.getArray(column);
        return texts == null ? null : List.of((String[]) texts.getArray());
    }

    private static Reader given(Reader reader) {
        return (row, column) -> {
            Object value = reader.read(row, column);
            if (row.wasNull()) {
                throw new SQLException("There is no value in " + column);
            }
            return value;
        };
    }

    private static Reader orNull(Reader reader) {
        return (row, column) -> {
            Object value = reader.read(row, column);
            return row.wasNull() ? null : value;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Reader readerOf(Class<?> type) {
        if (type.isEnum()) {
            return (row, column) -> constant(row, column, (Class) type);
        }
        Reader reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("Rows hold nothing of " + type);
        }
        return reader;
    }

    private static final class RecordMapper<T> implements RowMapper<T> {

        private final Constructor<T> constructor;
        private final String[] columns;
        private final Reader[] readers;

        private RecordMapper(Class<T> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                constructor = type.getDeclaredConstructor(types);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
            columns = Arrays.stream(components).map(component -> JdbcUtils.convertPropertyNameToUnderscoreName(component.getName()))
                    .toArray(String[]::new);
            readers = Arrays.stream(types).map(Rows::readerOf).toArray(Reader[]::new);
        }

        @Override
        public T mapRow(ResultSet row, int index) throws SQLException {
            Object[] values = new Object[columns.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = readers[i].read(row, columns[i]);
            }
            return BeanUtils.instantiateClass(constructor, values);
        }
    }
}

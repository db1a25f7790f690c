using System.Text;
using System.Text.Json;
using BkJob.Hosts;

namespace BkJob.Protocol;

/// <summary>Takes a value that is not null out of the reader; false when it is of a wrong type.</summary>
internal delegate bool TakeValue(ref Utf8JsonReader reader, StatusAnswer answer);

/// <summary>
/// What an object of a body may hold, as a table of field names. A dialect is written as such tables; what stands in no table is
/// passed over, whatever it is.
/// </summary>
internal sealed class JsonShape
{
    private JsonField[] _fields = [];

    /// <summary>A string, number or boolean.</summary>
    public JsonShape Value(string name, TakeValue take) => Add(new JsonField(name) { Take = take });

    /// <summary>A text of a host.</summary>
    public JsonShape Host(string name, HostText column) => Add(new JsonField(name)
    {
        Take = (ref Utf8JsonReader reader, StatusAnswer answer) => answer.Hosts.TryText(column, ref reader),
        Host = new HostField(column, null, default),
    });

    /// <summary>A whole number of a host.</summary>
    public JsonShape Host(string name, HostNumber column, HostNumberKind kind = HostNumberKind.Long) => Add(new JsonField(name)
    {
        Take = (ref Utf8JsonReader reader, StatusAnswer answer) => answer.Hosts.TryNumber(column, kind, ref reader),
        Host = new HostField(null, column, kind),
    });

    /// <summary>A plain value, which some servers send as an object.</summary>
    public JsonShape ValueOrObject(string name, TakeValue take, JsonShape shape) => Add(new JsonField(name) { Take = take, Shape = shape });

    /// <summary>An object.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">What the object may hold.</param>
    /// <param name="begin">What to do when it begins.</param>
    public JsonShape Object(string name, JsonShape shape, Action<StatusAnswer>? begin = null) =>
        Add(new JsonField(name) { Shape = shape, Begin = begin });

    /// <summary>An array of objects, of which the reader takes no more than <see cref="JsonShapeReader.MaxElements"/>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">What each object may hold.</param>
    /// <param name="begin">What to do when an object begins.</param>
    /// <param name="clear">What to do when the array begins: of two fields of one name the last counts.</param>
    public JsonShape Array(string name, JsonShape shape, Action<StatusAnswer>? begin = null, Action<StatusAnswer>? clear = null) =>
        Add(new JsonField(name) { Shape = shape, IsArray = true, Begin = begin, Clear = clear });

    /// <summary>An array of objects each of which costs few bytes: up to <see cref="JsonShapeReader.MaxRows"/>.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">What each object may hold.</param>
    /// <param name="begin">What to do when an object begins.</param>
    /// <param name="clear">What to do when the array begins.</param>
    public JsonShape Rows(string name, JsonShape shape, Action<StatusAnswer> begin, Action<StatusAnswer> clear) =>
        Add(new JsonField(name) { Shape = shape, IsArray = true, IsRow = true, Begin = begin, Clear = clear });

    /// <summary>An array of arrays of objects, read as if it were one array.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">What each object may hold.</param>
    /// <param name="begin">What to do when an object begins.</param>
    public JsonShape NestedArray(string name, JsonShape shape, Action<StatusAnswer>? begin = null) =>
        Add(new JsonField(name) { Shape = shape, IsArray = true, IsNested = true, Begin = begin });

    /// <summary>The field that the reader stands at; null when it is in no table.</summary>
    /// <param name="reader">Stands at a property name.</param>
    /// <param name="next">Where to look first: servers send the fields of a row in the same order again and again.</param>
    public JsonField? Find(ref Utf8JsonReader reader, ref int next)
    {
        if (reader.ValueIsEscaped)
        {
            return FindEscaped(ref reader);
        }

        JsonField[] fields = _fields;
        for (int tried = 0, at = next; tried < fields.Length; tried++, at++)
        {
            if (at >= fields.Length)
            {
                at = 0;
            }

            if (reader.ValueSpan.SequenceEqual(fields[at].Utf8Name))
            {
                next = at + 1;
                return fields[at];
            }
        }

        return null;
    }

    /// <summary>No server escapes the names of its fields; where one is escaped all the same, it can be half a character.</summary>
    private JsonField? FindEscaped(ref Utf8JsonReader reader) =>
        JsonValues.TryUnescape(ref reader, out string? name) ? System.Array.Find(_fields, field => field.Name == name) : null;

    private JsonShape Add(JsonField field)
    {
        _fields = [.. _fields, field];
        return this;
    }
}

/// <summary>One row of a <see cref="JsonShape"/>.</summary>
internal sealed class JsonField(string name)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Set where a plain value may stand.</summary>
    public TakeValue? Take { get; init; }

    /// <summary>Set where the value is one of a host.</summary>
    public HostField? Host { get; init; }

    /// <summary>Set where an object may stand, or an array of them.</summary>
    public JsonShape? Shape { get; init; }

    public bool IsArray { get; init; }

    /// <summary>Whether an element is a row of a table; others are made into something that costs far more memory than its bytes.</summary>
    public bool IsRow { get; init; }

    public bool IsNested { get; init; }

    public Action<StatusAnswer>? Begin { get; init; }

    public Action<StatusAnswer>? Clear { get; init; }
}

using System.Text;
using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>Takes a value that is not null out of the reader; false when it is of a wrong type.</summary>
internal delegate bool TakeValue(ref Utf8JsonReader reader, StatusAnswer answer);

/// <summary>
/// What an object of a body may hold, as a table of field names. A dialect is written as such tables; what stands in no table is
/// passed over, whatever it is.
/// </summary>
internal sealed class JsonShape
{
    private readonly List<JsonField> _fields = [];

    /// <summary>A string, number or boolean.</summary>
    public JsonShape Value(string name, TakeValue take)
    {
        _fields.Add(new JsonField(name) { Take = take });
        return this;
    }

    /// <summary>A plain value, which some servers send as an object.</summary>
    public JsonShape ValueOrObject(string name, TakeValue take, JsonShape shape)
    {
        _fields.Add(new JsonField(name) { Take = take, Shape = shape });
        return this;
    }

    /// <summary>An object.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">What the object may hold.</param>
    /// <param name="begin">What to do when it begins.</param>
    public JsonShape Object(string name, JsonShape shape, Action<StatusAnswer>? begin = null)
    {
        _fields.Add(new JsonField(name) { Shape = shape, Begin = begin });
        return this;
    }

    /// <summary>An array of objects.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">What each object may hold.</param>
    /// <param name="begin">What to do when an object begins.</param>
    /// <param name="clear">What to do when the array begins: of two fields of one name the last counts.</param>
    public JsonShape Array(string name, JsonShape shape, Action<StatusAnswer>? begin = null, Action<StatusAnswer>? clear = null)
    {
        _fields.Add(new JsonField(name) { Shape = shape, IsArray = true, Begin = begin, Clear = clear });
        return this;
    }

    /// <summary>An array of arrays of objects, read as if it were one array.</summary>
    /// <param name="name">The field.</param>
    /// <param name="shape">What each object may hold.</param>
    /// <param name="begin">What to do when an object begins.</param>
    public JsonShape NestedArray(string name, JsonShape shape, Action<StatusAnswer>? begin = null)
    {
        _fields.Add(new JsonField(name) { Shape = shape, IsArray = true, IsNested = true, Begin = begin });
        return this;
    }

    /// <summary>The field that the reader stands at; null when it is in no table.</summary>
    /// <param name="reader">Stands at a property name.</param>
    /// <param name="next">Where to look first: servers send the fields of a row in the same order again and again.</param>
    public JsonField? Find(ref Utf8JsonReader reader, ref int next)
    {
        if (reader.ValueIsEscaped)
        {
            return FindEscaped(ref reader);
        }

        for (int tried = 0; tried < _fields.Count; tried++)
        {
            int at = (next + tried) % _fields.Count;
            if (reader.ValueTextEquals(_fields[at].Utf8Name))
            {
                next = at + 1;
                return _fields[at];
            }
        }

        return null;
    }

    /// <summary>No server escapes the names of its fields; where one is escaped all the same, it can be half a character.</summary>
    private JsonField? FindEscaped(ref Utf8JsonReader reader) =>
        JsonValues.TryUnescape(ref reader, out string? name) ? _fields.Find(field => field.Name == name) : null;
}

/// <summary>One row of a <see cref="JsonShape"/>.</summary>
internal sealed class JsonField(string name)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Set where a plain value may stand.</summary>
    public TakeValue? Take { get; init; }

    /// <summary>Set where an object may stand, or an array of them.</summary>
    public JsonShape? Shape { get; init; }

    public bool IsArray { get; init; }

    public bool IsNested { get; init; }

    public Action<StatusAnswer>? Begin { get; init; }

    public Action<StatusAnswer>? Clear { get; init; }
}

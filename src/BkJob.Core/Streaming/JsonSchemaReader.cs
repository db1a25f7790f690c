using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>
/// Reads a body incrementally, as it arrives, according to a <see cref="JsonObjectSchema"/>. A value of a wrong type is recorded and
/// skipped; the rest is still read, because it often contains the request ID.
/// </summary>
internal sealed class JsonSchemaReader(JsonObjectSchema root, ResponseEnvelope response)
{
    /// <summary>
    /// The maximum number of blocks, steps and other objects in a body; hosts are counted separately. Far more than any job has, but few
    /// enough that a body that consists only of <c>{},</c> cannot exhaust the memory.
    /// </summary>
    public const int MaxElements = 100_000;

    /// <summary>The number of templates without a match after which none is created: the rows of this body are not uniform.</summary>
    private const int MaxUselessTemplates = 100;

    /// <summary>
    /// The maximum number of hosts. An empty host has only three bytes, but occupies a row of every column.
    /// </summary>
    public const int MaxRows = 2_000_000;

    private readonly List<Level> _levels = [];
    private Level? _level;
    private JsonReaderState _state;
    private JsonField? _field;
    private int _passOverDepth = -1;
    private int _elements;
    private JsonObjectSchema? _endedRow;
    private RowTemplate? _template;
    private bool _hasMissed;
    private int _uselessTemplates;
    private int _rows;

    /// <summary>Whether the outermost value has been read completely.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The first value of a wrong type; null if there is none.</summary>
    public ResponseParseError? Fault { get; private set; }

    /// <summary>Whether the next value belongs to the result data, as opposed to the envelope.</summary>
    public bool IsInData => _level is { Depth: > 0 } && _levels[1].Field!.Name == EnvelopeSchema.DataField;

    /// <summary>Records that a text was truncated.</summary>
    public void NoteShortened() => response.IsShortened = true;

    /// <summary>Reads all complete values.</summary>
    /// <returns>The number of consumed bytes; the others must be passed again, followed by more.</returns>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, _state);
        int begin = 0;
        int lastRowEnd = 0;
        while (reader.Read())
        {
            Take(ref reader);
            if (_endedRow is { } shape)
            {
                _endedRow = null;
                int rowEnd = begin + (int)reader.BytesConsumed;
                begin = lastRowEnd = rowEnd + ReadSimilarRows(bytes[lastRowEnd..rowEnd], bytes[rowEnd..], shape);
                reader = new Utf8JsonReader(bytes[begin..], isFinalBlock: false, reader.CurrentState);
            }
        }

        _state = reader.CurrentState;
        return begin + (int)reader.BytesConsumed;
    }

    /// <summary>Reads the following rows that have the same format as the row that was just parsed.</summary>
    /// <param name="row">The parsed row, including the separator that precedes it.</param>
    /// <param name="more">The bytes after it.</param>
    /// <param name="shape">The schema of a row.</param>
    /// <returns>The number of consumed bytes.</returns>
    private int ReadSimilarRows(ReadOnlySpan<byte> row, ReadOnlySpan<byte> more, JsonObjectSchema shape)
    {
        HostColumnBuilder hosts = ((JobStatusResponse)response).Hosts;
        int before = hosts.Count;
        bool isKnown = _template is not null && _template.HasSchema(shape);
        int taken = isKnown ? _template!.ReadRows(more, hosts, MaxRows - _rows) : 0;
        if (taken == 0 && (!isKnown || _hasMissed) && _uselessTemplates < MaxUselessTemplates)
        {
            // A single different row, such as a failed host among successful ones, does not replace the template.
            _template = RowTemplate.TryCreate(row, shape);
            taken = _template?.ReadRows(more, hosts, MaxRows - _rows) ?? 0;
            _uselessTemplates += taken == 0 ? 1 : 0;
        }

        _hasMissed = taken == 0;
        int rows = hosts.Count - before;
        _rows += rows;
        _level!.Index += rows;
        return taken;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (_passOverDepth >= 0)
        {
            if (reader.CurrentDepth == _passOverDepth)
            {
                _passOverDepth = -1;
                IsComplete = _level is null;
            }

            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName: _field = _level!.Shape.Find(ref reader, ref _level.Next); break;
            case JsonTokenType.StartObject: TakeStart(ref reader, isArray: false); break;
            case JsonTokenType.StartArray: TakeStart(ref reader, isArray: true); break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray: Leave(); break;
            default: TakeScalar(ref reader); break;
        }
    }

    private void TakeStart(ref Utf8JsonReader reader, bool isArray)
    {
        if (_level is { IsArray: true } array)
        {
            array.Index++;
            if (!isArray && IsRoomFor(array.Field!))
            {
                array.Field!.Begin?.Invoke(response);
                Enter(array.Shape, array.Field, isArray: false);
                return;
            }

            if (isArray && array.Field!.IsNested)
            {
                Enter(array.Shape, array.Field, isArray: true);
                return;
            }
        }
        else if (_level is null ? !isArray : _field?.Shape is not null && _field.IsArray == isArray)
        {
            JsonField? field = _field;
            Enter(field?.Shape ?? root, field, isArray);
            _field = null;
            (isArray ? field?.Clear : field?.Begin)?.Invoke(response);
            return;
        }

        NoteWrongType(ref reader);
        _passOverDepth = reader.CurrentDepth;
    }

    private void TakeScalar(ref Utf8JsonReader reader)
    {
        bool isNull = reader.TokenType == JsonTokenType.Null;
        if (_level is { IsArray: false })
        {
            // Null is equivalent to absent, and fields that are not declared are ignored.
            if (!isNull && _field is not null && !(_field.Read is { } read && read(ref reader, response)))
            {
                NoteWrongType(ref reader);
            }

            return;
        }

        if (_level is null)
        {
            IsComplete = true;
        }
        else
        {
            _level.Index++;
        }

        if (_level is null || !isNull)
        {
            NoteWrongType(ref reader);
        }
    }

    private bool IsRoomFor(JsonField field)
    {
        if (field.IsRow ? _rows++ < MaxRows : _elements++ < MaxElements)
        {
            return true;
        }

        Fault ??= field.IsRow
            ? ResponseParseError.TooManyHosts(PathOfCurrentValue(), MaxRows)
            : ResponseParseError.TooMany(PathOfCurrentValue(), MaxElements);
        return false;
    }

    // Levels are reused: a body has one for each host, and there can be a hundred thousand.
    private void Enter(JsonObjectSchema shape, JsonField? field, bool isArray)
    {
        int depth = _level is null ? 0 : _level.Depth + 1;
        if (depth == _levels.Count)
        {
            _levels.Add(new Level(shape, depth));
        }

        _level = _levels[depth];
        (_level.Shape, _level.Field, _level.IsArray, _level.Index, _level.Next) = (shape, field, isArray, -1, 0);
    }

    private void Leave()
    {
        bool isRow = _level is { IsArray: false, Field.IsRow: true };
        _endedRow = isRow ? _level!.Shape : null;
        _level = _level!.Depth > 0 ? _levels[_level.Depth - 1] : null;
        IsComplete = _level is null;
    }

    private void NoteWrongType(ref Utf8JsonReader reader)
    {
        bool isUnknownField = _level is { IsArray: false } && _field is null;
        if (!isUnknownField && Fault is null)
        {
            bool isOtherEncoding = reader.TokenType == JsonTokenType.String && !Utf8.IsValid(reader.ValueSpan);
            Fault = isOtherEncoding
                ? ResponseParseError.NotUtf8(PathOfCurrentValue())
                : ResponseParseError.WrongType(PathOfCurrentValue(), reader.TokenType);
        }
    }

    private string PathOfCurrentValue()
    {
        var path = new StringBuilder();
        foreach (Level level in _levels.Take(_level is null ? 0 : _level.Depth + 1))
        {
            if (level.Field is not null && (level.IsArray || !level.Field.IsArray))
            {
                path.Append(path.Length > 0 ? "." : "").Append(level.Field.Name);
            }

            if (level.IsArray)
            {
                path.Append(FormattableString.Invariant($"[{level.Index}]"));
            }
        }

        return _level is { IsArray: false } && _field is not null
            ? path.Append(path.Length > 0 ? "." : "").Append(_field.Name).ToString()
            : path.ToString();
    }

    /// <summary>An object or array that is being read.</summary>
    private sealed class Level(JsonObjectSchema shape, int depth)
    {
        public readonly int Depth = depth;
        public JsonObjectSchema Shape = shape;
        public JsonField? Field;
        public bool IsArray;
        public int Index;
        public int Next;
    }
}

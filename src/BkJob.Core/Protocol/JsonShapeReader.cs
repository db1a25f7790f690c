using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace BkJob.Protocol;

/// <summary>
/// Reads a body piece by piece, as it arrives, along a <see cref="JsonShape"/>. A value of a wrong type is remembered and passed
/// over: the rest is still read, because the request id often stands behind it.
/// </summary>
internal sealed class JsonShapeReader(JsonShape root, StatusAnswer answer)
{
    /// <summary>
    /// How many blocks, steps and the like a body may hold; hosts are counted apart. Far more than any job has, and few enough that a body
    /// made of nothing but <c>{},</c> can't fill the memory.
    /// </summary>
    public const int MaxElements = 100_000;

    /// <summary>Where no two rows are alike, it is no use to go on learning.</summary>
    private const int MaxUselessTemplates = 100;

    /// <summary>
    /// How many hosts. A host that says nothing costs three bytes, and the columns have a place for each of its values all the same.
    /// </summary>
    public const int MaxRows = 2_000_000;

    private readonly List<Level> _levels = [];
    private Level? _level;
    private JsonReaderState _state;
    private JsonField? _field;
    private int _passOverDepth = -1;
    private int _elements;
    private JsonShape? _endedRow;
    private RowTemplate? _template;
    private bool _hasMissed;
    private int _uselessTemplates;
    private int _rows;

    /// <summary>Whether the whole of the outermost value has been read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The first value of a wrong type; null when all were right.</summary>
    public ResponseParseError? Fault { get; private set; }

    /// <summary>Whether what comes next belongs to the result data and not to what is around it.</summary>
    public bool IsInData => _level is { Depth: > 0 } && _levels[1].Field!.Name == Envelope.DataField;

    /// <summary>Takes note that the end of a text was dropped.</summary>
    public void NoteShortened() => answer.IsShortened = true;

    /// <summary>Reads what it can.</summary>
    /// <returns>How many bytes it is done with; the others have to be given again, with more behind them.</returns>
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

    /// <summary>Takes the rows that are like the one that has just been read.</summary>
    /// <param name="row">That one, with what stands between it and the one before.</param>
    /// <param name="more">What follows it.</param>
    /// <param name="shape">What a row may hold.</param>
    /// <returns>How many bytes they have.</returns>
    private int ReadSimilarRows(ReadOnlySpan<byte> row, ReadOnlySpan<byte> more, JsonShape shape)
    {
        int before = answer.Hosts.Count;
        bool isKnown = _template is not null && _template.HasSchema(shape);
        int taken = isKnown ? _template!.ReadRows(more, answer.Hosts, MaxRows - _rows) : 0;
        if (taken == 0 && (!isKnown || _hasMissed) && _uselessTemplates < MaxUselessTemplates)
        {
            // One that is different, as a failed host among good ones, is no reason to learn anew.
            _template = RowTemplate.TryCreate(row, shape);
            taken = _template?.ReadRows(more, answer.Hosts, MaxRows - _rows) ?? 0;
            _uselessTemplates += taken == 0 ? 1 : 0;
        }

        _hasMissed = taken == 0;
        int rows = answer.Hosts.Count - before;
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
                array.Field!.Begin?.Invoke(answer);
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
            (isArray ? field?.Clear : field?.Begin)?.Invoke(answer);
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
            // Null and absent are the same; so is what stands in no table.
            if (!isNull && _field is not null && !(_field.Take is { } take && take(ref reader, answer)))
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

    /// <summary>Levels are used again: a body holds a level for each host, and there can be a hundred thousand.</summary>
    private void Enter(JsonShape shape, JsonField? field, bool isArray)
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

    /// <summary>An object or array that has begun and not ended.</summary>
    private sealed class Level(JsonShape shape, int depth)
    {
        public readonly int Depth = depth;
        public JsonShape Shape = shape;
        public JsonField? Field;
        public bool IsArray;
        public int Index;
        public int Next;
    }
}

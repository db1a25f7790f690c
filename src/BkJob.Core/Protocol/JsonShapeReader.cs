using System.Text;
using System.Text.Json;

namespace BkJob.Protocol;

/// <summary>
/// Reads a body piece by piece, as it arrives, along a <see cref="JsonShape"/>. A value of a wrong type is remembered and passed
/// over: the rest is still read, because the request id often stands behind it.
/// </summary>
internal sealed class JsonShapeReader(JsonShape root, StatusAnswer answer)
{
    private readonly List<Level> _levels = [];
    private int _depth;
    private JsonReaderState _state;
    private JsonField? _field;
    private int _passOverDepth = -1;

    /// <summary>Whether the whole of the outermost value has been read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The first value of a wrong type; null when all were right.</summary>
    public ResponseFault? Fault { get; private set; }

    /// <summary>Reads what it can.</summary>
    /// <returns>How many bytes it is done with; the others have to be given again, with more behind them.</returns>
    /// <exception cref="JsonException">The bytes are not JSON.</exception>
    public int Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, _state);
        while (reader.Read())
        {
            Take(ref reader);
        }

        _state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    private void Take(ref Utf8JsonReader reader)
    {
        if (_passOverDepth >= 0)
        {
            if (reader.CurrentDepth == _passOverDepth)
            {
                _passOverDepth = -1;
                IsComplete = _depth == 0;
            }

            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName: TakeName(ref reader); break;
            case JsonTokenType.StartObject: TakeStart(ref reader, isArray: false); break;
            case JsonTokenType.StartArray: TakeStart(ref reader, isArray: true); break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray: TakeEnd(); break;
            default: TakeScalar(ref reader); break;
        }
    }

    private void TakeName(ref Utf8JsonReader reader)
    {
        Level level = _levels[_depth - 1];
        _field = level.Shape.Find(ref reader, ref level.Next);
    }

    private void TakeStart(ref Utf8JsonReader reader, bool isArray)
    {
        if (_depth == 0 && !isArray)
        {
            Enter(root, null, isArray: false);
            return;
        }

        CountElement();
        if (InArray is { } array && !isArray)
        {
            array.Field!.Begin?.Invoke(answer);
            Enter(array.Shape, array.Field, isArray: false);
            return;
        }

        if (InArray is { Field.IsNested: true } outer && isArray)
        {
            Enter(outer.Shape, outer.Field, isArray: true);
            return;
        }

        if (InArray is null && _field is { Shape: { } shape } field && field.IsArray == isArray)
        {
            Enter(shape, field, isArray);
            _field = null;
            (isArray ? field.Clear : field.Begin)?.Invoke(answer);

            return;
        }

        NoteWrongType(reader.TokenType);
        _passOverDepth = reader.CurrentDepth;
    }

    private void TakeEnd()
    {
        _depth--;
        IsComplete = _depth == 0;
    }

    private void TakeScalar(ref Utf8JsonReader reader)
    {
        CountElement();

        // Null and absent are the same, in an array too.
        bool isRight = reader.TokenType == JsonTokenType.Null
            ? _depth > 0
            : IsInUnknownField || (InArray is null && _field?.Take is { } take && take(ref reader, answer));
        if (!isRight)
        {
            NoteWrongType(reader.TokenType);
        }

        IsComplete = _depth == 0;
    }

    /// <summary>The array that the next value is an element of; null inside an object.</summary>
    private Level? InArray => _depth > 0 && _levels[_depth - 1].IsArray ? _levels[_depth - 1] : null;

    private bool IsInUnknownField => InArray is null && _depth > 0 && _field is null;

    /// <summary>Levels are used again: a body holds a level for each host, and there can be a hundred thousand.</summary>
    private void Enter(JsonShape shape, JsonField? field, bool isArray)
    {
        if (_depth == _levels.Count)
        {
            _levels.Add(new Level(shape));
        }

        Level level = _levels[_depth++];
        (level.Shape, level.Field, level.IsArray, level.Index, level.Next) = (shape, field, isArray, -1, 0);
    }

    private void CountElement()
    {
        if (InArray is { } array)
        {
            array.Index++;
        }
    }

    private void NoteWrongType(JsonTokenType found)
    {
        if (!IsInUnknownField)
        {
            Fault ??= ResponseFault.WrongType(PathOfCurrentValue(), found);
        }
    }

    private string PathOfCurrentValue()
    {
        var path = new StringBuilder();
        foreach (Level level in _levels.Take(_depth))
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

        return InArray is null && _field is not null
            ? path.Append(path.Length > 0 ? "." : "").Append(_field.Name).ToString()
            : path.ToString();
    }

    /// <summary>An object or array that has begun and not ended.</summary>
    private sealed class Level(JsonShape shape)
    {
        public JsonShape Shape = shape;
        public JsonField? Field;
        public bool IsArray;
        public int Index;
        public int Next;
    }
}

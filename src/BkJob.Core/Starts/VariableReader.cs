using System.Collections;
using System.Security;
using BkJob.Transport;

namespace BkJob.Starts;

/// <summary>
/// Validates the values that a user specified for the variables of a plan. The server ignores a variable that it does not know, and does
/// not check required ones: the plan would run with its defaults, on its default hosts (protocol-actions.md §4.2).
/// </summary>
/// <param name="plan">The plan, with its detail.</param>
/// <param name="defaultCloudId">The cloud area of addresses without one; null to reject them.</param>
/// <param name="onWarning">Called at most once for each kind of warning.</param>
internal sealed class VariableReader(JobPlan plan, long? defaultCloudId, Action<string> onWarning)
{
    /// <summary>What the server sends instead of the value of a cipher. A start that sent it back would replace the secret.</summary>
    private const string ServerMask = "******";

    private readonly IReadOnlyList<PlanVariable> _variables =
        plan.Variables ?? throw new ArgumentException("The detail of the plan was not read.", nameof(plan));

    private readonly List<string> _plainCiphers = [];
    private readonly List<string> _floatingPoint = [];

    /// <summary>Validates the values and converts each to the type of its variable.</summary>
    /// <param name="values">The values by name; null for none.</param>
    /// <exception cref="BkJobException">A name, a value or a target is not valid, or a required variable has no value.</exception>
    public IReadOnlyList<VariableValue> Read(IReadOnlyList<KeyValuePair<string, object?>>? values)
    {
        (PlanVariable Variable, object? Value)[] matched = Match(values ?? []);
        VariableValue[] result = [.. matched.Select(pair => Convert(pair.Variable, pair.Value))];
        CheckRequired(result);
        if (_plainCiphers.Count > 0)
        {
            onWarning(CoreMessages.FormatVariablePlainCipher(string.Join(", ", _plainCiphers)));
        }

        if (_floatingPoint.Count > 0)
        {
            onWarning(CoreMessages.FormatVariableFloatingPoint(string.Join(", ", _floatingPoint)));
        }

        return result;
    }

    private (PlanVariable Variable, object? Value)[] Match(IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        string[] unknown = [.. values.Select(value => value.Key).Where(name => Find(name) is null)];
        if (unknown.Length > 0)
        {
            throw CreateUnknown(unknown);
        }

        (PlanVariable Variable, object? Value)[] matched = [.. values.Select(value => (Find(value.Key)!, value.Value))];
        return matched.GroupBy(pair => pair.Variable).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw CreateInvalid(twice.Key, CoreMessages.VariableTwice)
            : matched;
    }

    // A plan can have variables whose names differ only in case: then the name is compared exactly.
    private PlanVariable? Find(string name) =>
        _variables.FirstOrDefault(variable => variable.Name == name)
        ?? (_variables.Where(variable => variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray() is [var only] ? only : null);

    private VariableValue Convert(PlanVariable variable, object? value)
    {
        if (value is SecureString && variable.Type != VariableType.Cipher)
        {
            throw CreateInvalid(variable, CoreMessages.FormatVariableSecret(DescribeType(variable)));
        }

        if ((value as string ?? (value as SecureString)?.ToPlainText()) == ServerMask)
        {
            throw CreateInvalid(variable, CoreMessages.VariableMasked);
        }

        if (HasFloatingPoint(value))
        {
            _floatingPoint.Add(TerminalText.Sanitize(variable.Name));
        }

        var result = new VariableValue(variable.Name, variable.Type);
        return variable.Type switch
        {
            VariableType.Host => result with { Target = ReadTarget(variable, value) },
            _ when value is null => throw CreateInvalid(variable, CoreMessages.VariableNull),
            VariableType.Cipher => result with { Secret = ReadSecret(variable, value) },
            VariableType.IndexedArray => result with { Text = ReadIndexedArray(variable, value) },
            VariableType.AssociativeArray => result with { Text = ReadAssociativeArray(variable, value) },
            _ => result with { Text = VariableText.TryFormat(value) ?? throw CreateWrongType(variable, value, CoreMessages.VariableAcceptsText) },
        };
    }

    // PowerShell reads 2.10 without quotes as the number 2.1: a version would be another one.
    private static bool HasFloatingPoint(object? value) => value switch
    {
        float or double => true,
        string => false,
        IDictionary items => items.Values.Cast<object?>().Any(HasFloatingPoint),
        IEnumerable items => items.Cast<object?>().Any(item => item is float or double),
        _ => false,
    };

    private BkJobTarget ReadTarget(PlanVariable variable, object? value)
    {
        try
        {
            return TargetReader.Read(value, defaultCloudId);
        }
        catch (BkJobException e)
        {
            throw e.WithMessage(Describe(variable, e.Message));
        }
    }

    private SecureString ReadSecret(PlanVariable variable, object value)
    {
        SecureString secret = value as SecureString ?? Secret.ToSecureString(
            VariableText.TryFormat(value) ?? throw CreateWrongType(variable, value, CoreMessages.VariableAcceptsSecret));
        if (secret.Length == 0)
        {
            throw CreateInvalid(variable, CoreMessages.VariableEmptySecret);
        }

        if (value is not SecureString)
        {
            _plainCiphers.Add(TerminalText.Sanitize(variable.Name));
        }

        return secret;
    }

    private static string ReadIndexedArray(PlanVariable variable, object value) => (value switch
    {
        string text when ShellArray.IsArray(text) => text,
        string or IDictionary => null,
        IEnumerable items => ShellArray.TryFormat(items),
        _ => null,
    }) ?? throw CreateWrongType(variable, value, CoreMessages.VariableAcceptsList);

    private static string ReadAssociativeArray(PlanVariable variable, object value) => (value switch
    {
        string text when ShellArray.IsArray(text) => text,
        IDictionary items => ShellArray.TryFormat(items),
        _ => null,
    }) ?? throw CreateWrongType(variable, value, CoreMessages.VariableAcceptsHashtable);

    // The server sends a mask for every cipher, with and without a default, so it is not known whether a cipher has one.
    private void CheckRequired(VariableValue[] values)
    {
        string[] missing =
        [
            .. from variable in _variables
               where variable is { IsRequired: true } and not { Type: VariableType.Cipher }
               let value = values.FirstOrDefault(value => value.Name == variable.Name)
               where value is null ? string.IsNullOrEmpty(variable.Default) && variable.DefaultTarget is null : value.Text is { Length: 0 }
               select TerminalText.Sanitize(variable.Name),
        ];
        if (missing.Length > 0)
        {
            throw BkJobException.CreateUnsent(
                BkJobErrorKind.MissingVariable, CoreMessages.FormatVariableMissing(plan, string.Join(", ", missing)));
        }
    }

    private BkJobException CreateUnknown(string[] unknown)
    {
        string[] known = [.. _variables.Select(variable => variable.Name)];
        IEnumerable<string> suggestions = unknown.SelectMany(name => NameSuggestions.Find(name, known)).Distinct(StringComparer.Ordinal);
        string names = Join(unknown);
        string similar = Join(suggestions);
        return BkJobException.CreateUnsent(
            BkJobErrorKind.UnknownVariable,
            known.Length == 0 ? CoreMessages.FormatVariableUnknownNone(plan, names)
                : similar.Length == 0 ? CoreMessages.FormatVariableUnknown(plan, names, Join(known))
                : CoreMessages.FormatVariableUnknownSimilar(plan, names, similar, Join(known)));
    }

    private static string Join(IEnumerable<string> names) => TerminalText.Sanitize(new ItemList<string>([.. names]).ToString().Replace("; ", ", ", StringComparison.Ordinal));

    // The type of the value, never the value itself: it can be a secret of another variable.
    private static BkJobException CreateWrongType(PlanVariable variable, object value, string accepted) => CreateInvalid(
        variable, CoreMessages.FormatVariableWrongType(DescribeType(variable), value.GetType().Name, accepted));

    private static string DescribeType(PlanVariable variable) => $"{variable.Type ?? VariableType.String}";

    private static BkJobException CreateInvalid(PlanVariable variable, string reason) =>
        BkJobException.CreateUnsent(BkJobErrorKind.InvalidVariable, Describe(variable, reason));

    private static string Describe(PlanVariable variable, string reason) =>
        CoreMessages.FormatVariableInvalid(TerminalText.Sanitize(variable.Name), reason);
}

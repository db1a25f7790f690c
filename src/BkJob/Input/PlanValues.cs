using System.Collections;
using System.Globalization;
using BkJob.Starts;

namespace BkJob;

/// <summary>Reads the values of <c>-Variable</c>.</summary>
internal static class PlanValues
{
    /// <summary>Validates the values against the variables of a plan.</summary>
    /// <param name="values">The values by name; null for none.</param>
    /// <param name="plan">The plan, with its detail.</param>
    /// <param name="context">The context of the start, which has the cloud area of addresses without one.</param>
    /// <param name="onWarning">Called at most once, with a warning for the user.</param>
    /// <exception cref="BkJobException">A name, a value or a target is not valid, or a required variable has no value.</exception>
    public static IReadOnlyList<VariableValue> Read(IDictionary? values, JobPlan plan, BkJobContext context, Action<string> onWarning)
    {
        IEnumerable<KeyValuePair<string, object?>> plain =
            from entry in (values ?? new Hashtable()).Cast<DictionaryEntry>()
            let name = Convert.ToString(PlainValue.Unwrap(entry.Key), CultureInfo.InvariantCulture) ?? ""
            select new KeyValuePair<string, object?>(name, PlainValue.Unwrap(entry.Value, context));
        return new VariableReader(plan, context.DefaultCloudId, onWarning).Read([.. plain]);
    }
}

using System.Globalization;
using System.Text;
using BkJob.Simulator.Operations;

namespace BkJob.Simulator.Starts;

/// <summary>Reads the parameters that several starts have in common.</summary>
internal sealed class StartReader(SimulatorOptions options, SimulatorClock clock)
{
    private const int MaxTimeout = 259_200;
    private const int MaxName = 512;
    private const int MaxArgumentBytes = 65_535;

    /// <summary>The record of a start of a script or of files.</summary>
    /// <param name="call">The call.</param>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="defaultName">The beginning of the name of a job without task_name.</param>
    /// <param name="timeoutName">The name of the timeout.</param>
    public AcceptedStart ReadAdHoc(JobCall call, string operation, string defaultName, string timeoutName) => Read(call, operation) with
    {
        Name = ReadName(call) ?? string.Create(
            CultureInfo.InvariantCulture, $"{defaultName}_{clock.Now.ToOffset(TimeSpan.FromHours(8)):yyyyMMddHHmmssfff}"),
        Timeout = ReadTimeout(call, timeoutName),
    };

    /// <summary>The record of any start.</summary>
    public AcceptedStart Read(JobCall call, string operation)
    {
        var parameters = call.Parameters;
        var callback = parameters[call.Api == ServerApis.EsbV2 ? "bk_callback_url" : "callback_url"];
        if (callback is not null && options.Starts.CallbackUrls?.Any(one => callback.StartsWith(one, StringComparison.Ordinal)) == false)
        {
            throw InvalidField(call, "callbackUrl", call.Messages.Starts.CallbackWords);
        }

        return new AcceptedStart(operation, 0)
        {
            Api = call.Api,
            User = call.User,
            AppCode = options.AppCode,
            CallbackUrl = callback,
            StartTask = parameters["start_task"] is null ? null : Flag(call, "start_task"),
        };
    }

    /// <summary>The account of a start, which is required.</summary>
    public static AccountReference ReadAccount(JobCall call)
    {
        if (call.Api == ServerApis.EsbV2)
        {
            return call.Parameters["account"] is { } name
                ? new AccountReference(null, name)
                : throw new StartRejectedException(call.Messages.MissingParameter("account"));
        }

        const string Names = "account_id|account_alias";
        var account = new AccountReference(Number(call, "account_id") is > 0 and var id ? id : null, call.Parameters["account_alias"]);
        return (account, call.Api) switch
        {
            ({ Id: null, Alias: null }, ServerApis.GatewayV4) => throw new StartRejectedException(
                call.Messages.InvalidFields([("account", call.Messages.MissingParameter(Names).Message)])),
            ({ Id: null, Alias: null }, _) => throw new StartRejectedException(call.Messages.MissingParameter(Names)),
            _ => account,
        };
    }

    /// <summary>The decoded content of a script; null if it is absent.</summary>
    public string? ReadContent(JobCall call)
    {
        if (call.Parameters["script_content"] is not { } text)
        {
            return null;
        }

        var content = LenientBase64.DecodeBytes(text);

        // Before 3.11, the column of the database decided.
        return content.Length <= options.Starts.MaxScriptBytes ? Encoding.UTF8.GetString(content)
            : options.Profile is ServerProfile.Job312 or ServerProfile.MultiTenant
                ? throw InvalidField(call, "content", call.Messages.Starts.ScriptSizeWords)
            : throw new StartRejectedException(call.Messages.InternalError);
    }

    /// <summary>The decoded arguments of a script, in one line; null if they are absent.</summary>
    public static string? ReadArguments(JobCall call)
    {
        var arguments = call.Parameters["script_param"] is { } text ? LenientBase64.DecodeBytes(text) : null;
        return arguments switch
        {
            null => null,
            { Length: > MaxArgumentBytes } => throw new StartRejectedException(call.Messages.InternalError),
            _ => Encoding.UTF8.GetString(arguments).Replace('\n', ' '),
        };
    }

    public static long? Number(JobCall call, string name) =>
        call.Parameters.TryNumber(name, out var value) ? value : throw new FormatException(name);

    public static bool Flag(JobCall call, string name) =>
        call.Parameters.TryFlag(name, out var value) ? value : throw new FormatException(name);

    private static string? ReadName(JobCall call) => call.Parameters["task_name"] switch
    {
        { Length: > MaxName } => throw new StartRejectedException(call.Api == ServerApis.GatewayV4
            ? call.Messages.InvalidFields([("taskName", call.Messages.Starts.NameLengthWords)])
            : call.Messages.InternalError),
        var name => name,
    };

    private static int? ReadTimeout(JobCall call, string name) => Number(call, name) switch
    {
        null => null,
        >= 1 and <= MaxTimeout and var seconds => (int)seconds,
        _ => throw InvalidField(call, "timeout", call.Messages.Starts.TimeoutWords),
    };

    private static StartRejectedException InvalidField(JobCall call, string field, string words) => new(
        call.Api == ServerApis.GatewayV4 ? call.Messages.InvalidFields([(field, words)]) : call.Messages.Invalid(words));
}

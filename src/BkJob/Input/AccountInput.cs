using System.Globalization;
using BkJob.Starts;

namespace BkJob;

/// <summary>Reads an account: a number is its ID, another text its alias.</summary>
internal static class AccountInput
{
    /// <summary>Reads an account.</summary>
    /// <exception cref="BkJobException">It is blank.</exception>
    public static JobAccount Read(string? text)
    {
        string account = text?.Trim() ?? "";
        return account.Length == 0 ? throw ErrorRecords.InvalidValue(Messages.AccountMissing, Messages.FormatAdviceAccountMissing("Start-BkJobScript -Path ./clean.sh -Target 0:10.0.0.7"))
            : account.All(char.IsAsciiDigit) && long.TryParse(account, CultureInfo.InvariantCulture, out long id) && id > 0 ? new JobAccount(null, id)
            : new JobAccount(account, null);
    }
}
